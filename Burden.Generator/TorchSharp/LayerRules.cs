using Burden.Generator.Expressions;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>Asks Burden's own layer rules: code and declarations are counted by the same ones.</summary>
internal static class LayerRules
{
    /// <summary>The costs of a layer kind.</summary>
    /// <exception cref="CodeFault">The layer can't be computed from these inputs and arguments.</exception>
    public static LayerCosts Apply(string kind, IReadOnlyList<Shape> inputs, SyntaxNode? site, params (string Name, Constant Value)[] arguments)
        => Count(kind, inputs, site, arguments).Costs;

    /// <summary>The costs of a layer kind, and the use of it that has them.</summary>
    /// <exception cref="CodeFault">The layer can't be computed from these inputs and arguments.</exception>
    public static (LayerCosts Costs, LayerCall Call) Count(string kind, IReadOnlyList<Shape> inputs, SyntaxNode? site, params (string Name, Constant Value)[] arguments)
    {
        var rules = LayerKinds.Find(kind) ?? throw new InvalidOperationException(kind);
        var given = arguments.ToDictionary(static a => a.Name, a => ValueOf(a.Value, inputs), StringComparer.Ordinal);
        try
        {
            var call = new LayerCall(kind, inputs.ToEquatableArray(), new PlainArguments(rules.Signature, given));
            return (rules.Apply(call), call);
        }
        catch (FaultException fault)
        {
            throw new CodeFault(fault.Id, fault.Message, site);
        }
    }

    private static Expressions.Value ValueOf(Constant constant, IReadOnlyList<Shape> inputs) => constant switch
    {
        IntegerConstant integer => new IntegerValue(integer.Value),
        BooleanConstant boolean => new BooleanValue(boolean.Value),
        RealConstant real => new RealValue(real.Value),
        TextConstant { Value: var text } => text.StartsWith("input", StringComparison.Ordinal) && int.TryParse(text.Substring(5), out var index)
            ? new LayerValue(text, inputs[index], index)
            : new TextValue(text),
        ArrayConstant array => Expressions.TupleValue.Of(array.Items.Select(i => ValueOf(i, inputs))),
        _ => throw new ArgumentException(constant.ToString()),
    };

    public static Constant List(IEnumerable<long> sizes) => new ArrayConstant(sizes.Select(static s => (Constant)new IntegerConstant(s)).ToEquatableArray());

    /// <summary>Begin and end of each axis.</summary>
    public static Constant Pairs(IEnumerable<(long Begin, long End)> pairs)
        => new ArrayConstant(pairs.Select(static p => List([p.Begin, p.End])).ToEquatableArray());

    /// <summary>The name by which an argument refers to an input.</summary>
    public static Constant Input(int index) => new TextConstant($"input{Text.Of(index)}");
}
