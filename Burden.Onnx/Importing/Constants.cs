using System.Globalization;
using Burden.Generator.Expressions;

namespace Burden.Onnx.Importing;

/// <summary>Values as constants of C#, in their shortest form: <c>3</c> for <c>(3, 3)</c>.</summary>
internal static class Constants
{
    public static Constant Of(Value value) => value switch
    {
        IntegerValue integer => integer.Number,
        RealValue real => real.Number,
        BooleanValue truth => truth.Truth,
        TextValue text => text.Text,
        TupleValue tuple => Of(tuple),
        _ => throw new ArgumentException(value.Noun),
    };

    /// <summary>Sizes as a tuple, or as a number where there is one.</summary>
    public static Constant Tuple(IReadOnlyList<long> sizes) => sizes.Count == 1 ? sizes[0] : new TextConstant($"({string.Join(", ", sizes.Select(Text.Of))})");

    /// <summary>Sizes as the arguments of a <c>params</c> parameter.</summary>
    public static Constant List(IEnumerable<long> sizes) => new ArrayConstant([.. sizes.Select(static s => new IntegerConstant(s))]);

    /// <summary>The value that a layer kind gets of it.</summary>
    public static Value ValueOf(Constant constant, Func<string, Value> evaluate) => constant switch
    {
        IntegerConstant integer => new IntegerValue(integer.Value),
        RealConstant real => new RealValue(real.Value),
        BooleanConstant truth => new BooleanValue(truth.Value),
        ArrayConstant array => TupleValue.Of(array.Items.Select(i => ValueOf(i, evaluate))),
        TextConstant text => evaluate(text.Value),
        _ => throw new ArgumentException(constant.ToString()),
    };

    /// <summary>How an expression has it: <c>(1, 2)</c>.</summary>
    public static string Expression(Constant constant) => constant switch
    {
        IntegerConstant integer => Text.Of(integer.Value),
        RealConstant real => real.Value.ToString("R", CultureInfo.InvariantCulture),
        BooleanConstant truth => truth.Value ? "true" : "false",
        TextConstant text => text.Value,
        ArrayConstant array => array.Items.Count == 1 ? $"({Expression(array.Items[0])},)" : $"({string.Join(", ", array.Items.Select(Expression))})",
        _ => throw new ArgumentException(constant.ToString()),
    };

    private static Constant Of(TupleValue tuple)
    {
        // A pair of equal paddings is one number, and so are axes that are alike.
        var items = tuple.Items.Select(static i => i is TupleValue { Items: { Count: 2 } pair } && pair[0].Equals(pair[1]) ? pair[0] : i).ToList();
        return items.Count > 0 && items[0] is not TupleValue && items.TrueForAll(i => i.Equals(items[0]))
            ? Of(items[0])
            : new TextConstant(Expression(items));
    }

    private static string Expression(IEnumerable<Value> items)
        => $"({string.Join(", ", items.Select(static i => i is TupleValue inner ? Expression(inner.Items) : Expression(Of(i))))})";
}
