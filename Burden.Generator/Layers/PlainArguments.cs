using Burden.Generator.Expressions;
using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>Arguments that are values already: what another front end than the language gives a layer kind.</summary>
/// <param name="signature">The kind's, for the defaults of what is not given.</param>
/// <param name="given">The values by parameter name; a word, such as a mode, is a <see cref="TextValue"/>.</param>
internal sealed class PlainArguments(Signature signature, IReadOnlyDictionary<string, Value> given) : IArguments
{
    public bool IsGiven(string parameter) => given.ContainsKey(parameter);

    public string? Text(string parameter) => (Find(parameter) as TextValue)?.Text;

    public Value Evaluate(string parameter) => Find(parameter) ?? throw new FaultException(FaultId.MissingArgument, $"{parameter} is missing", parameter);

    private Value? Find(string parameter)
        => given.TryGetValue(parameter, out var value) ? value
            : signature.Find(parameter) is { Default: { } constant } ? ValueOf(constant)
            // A list that nothing is given for is empty.
            : signature is { IsVariadic: true, Positional: var positional } && positional[positional.Count - 1].Name == parameter ? TupleValue.Of([])
            : null;

    private static Value? ValueOf(Constant constant) => constant switch
    {
        IntegerConstant integer => new IntegerValue(integer.Value),
        RealConstant real => new RealValue(real.Value),
        BooleanConstant boolean => new BooleanValue(boolean.Value),
        TextConstant text => new TextValue(text.Value),
        ArrayConstant array => TupleValue.Of(array.Items.Select(ValueOf).OfType<Value>()),
        _ => null,
    };
}
