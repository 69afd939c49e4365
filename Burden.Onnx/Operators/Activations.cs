using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Functions of each value alone.</summary>
internal static class Activations
{
    /// <summary>Operators that are layer kinds of Burden's.</summary>
    private static readonly Dictionary<string, string> Layers = new(StringComparer.Ordinal)
    {
        ["Elu"] = "ELU",
        ["Gelu"] = "GELU",
        ["HardSigmoid"] = "Hardsigmoid",
        ["HardSwish"] = "Hardswish",
        ["LeakyRelu"] = "LeakyReLU",
        ["Mish"] = "Mish",
        ["Relu"] = "ReLU",
        ["Sigmoid"] = "Sigmoid",
        ["Softplus"] = "Softplus",
        ["Swish"] = "SiLU",
        ["Tanh"] = "Tanh",
    };

    /// <summary>Operators that PyTorch has under the name of a module or function: their costs are counted by one table.</summary>
    private static readonly Dictionary<string, (string Name, Func<double, double>? Compute)> Functions = new(StringComparer.Ordinal)
    {
        ["Abs"] = ("abs", Math.Abs),
        ["Acos"] = ("acos", Math.Acos),
        ["Acosh"] = ("acosh", Math.Acosh),
        ["Asin"] = ("asin", Math.Asin),
        ["Asinh"] = ("asinh", Math.Asinh),
        ["Atan"] = ("atan", Math.Atan),
        ["Atanh"] = ("atanh", Math.Atanh),
        ["BitwiseNot"] = ("bitwise_not", null),
        ["Ceil"] = ("ceil", Math.Ceiling),
        ["Celu"] = ("celu", null),
        ["Cos"] = ("cos", Math.Cos),
        ["Cosh"] = ("cosh", Math.Cosh),
        ["Erf"] = ("erf", null),
        ["Exp"] = ("exp", Math.Exp),
        ["Floor"] = ("floor", Math.Floor),
        ["Log"] = ("log", Math.Log),
        ["Neg"] = ("neg", static x => -x),
        ["Reciprocal"] = ("reciprocal", static x => 1 / x),
        ["Round"] = ("round", static x => Math.Round(x, MidpointRounding.ToEven)),
        ["Selu"] = ("selu", null),
        ["Shrink"] = ("softshrink", null),
        ["Sign"] = ("sign", static x => Math.Sign(x)),
        ["Sin"] = ("sin", Math.Sin),
        ["Sinh"] = ("sinh", Math.Sinh),
        ["Softsign"] = ("softsign", null),
        ["Sqrt"] = ("sqrt", Math.Sqrt),
        ["Tan"] = ("tan", Math.Tan),
        ["ThresholdedRelu"] = ("threshold", null),
    };

    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        .. Layers.Select(static l => ("", l.Key, (OperatorRule)(c => Layer(c, l.Value)))),
        .. Functions.Select(static f => ("", f.Key, (OperatorRule)(c => Function(c, f.Value.Name, f.Value.Compute)))),
        ("", "Not", static c => Function(c, "logical_not", static x => x == 0 ? 1 : 0)),
        ("", "IsNaN", static c => Function(c, "isnan", static x => double.IsNaN(x) ? 1 : 0, ElementType.Bool)),
        ("", "IsInf", static c => Function(c, "isinf", static x => double.IsInfinity(x) ? 1 : 0, ElementType.Bool)),
        ("", "Clip", Clip),
        ("", "PRelu", static c => c.Yield("PReLU", new LayerCosts(Shape.Of()) { Flops = checked(2 * c[0].Elements), Storage = Storage.InPlace, Reach = Reach.Same }, c[0].Sizes, c[0].Type)),
        ("", "BitCast", static c => c.Yield(c[0].Sizes, (ElementType)c.Integer("to"), storage: Storage.View)),
        ("", "Cast", static c => Cast(c, (ElementType)c.Integer("to"))),
        ("", "CastLike", static c => Cast(c, c[1].Type)),
        (OperatorTable.Microsoft, "Gelu", static c => Layer(c, "GELU")),
        (OperatorTable.Microsoft, "FastGelu", static c => Biased(c, "GELU")),
        (OperatorTable.Microsoft, "BiasGelu", static c => Biased(c, "GELU")),
        (OperatorTable.Microsoft, "QuickGelu", static c => Layer(c, "SiLU")),
        (OperatorTable.Microsoft, "BiasDropout", static c => BiasDropout(c)),
        (OperatorTable.Microsoft, "BiasSoftmax", static c => c.Yield("Softmax", new LayerCosts(Shape.Of()) { Flops = c[0].Elements, Exponentials = checked(SoftmaxKind.Exponentials * c[0].Elements) }, c[0].Sizes, c[0].Type)),
        (OperatorTable.Microsoft, "BiasAdd", static c => c.Yield("Add", new LayerCosts(Shape.Of()) { Flops = checked(2 * c[0].Elements) }, c[0].Sizes, c[0].Type)),
        (OperatorTable.Microsoft, "BiasSplitGelu", static c => BiasSplit(c)),
    ];

    /// <summary>The cost of an activation that a fused operator names, on so many values.</summary>
    public static (long Flops, long Exponentials) CostOf(OperatorCall call, string activation, long values)
    {
        if (Layers.TryGetValue(activation, out var kind))
        {
            var costs = call.Apply(kind, Shape.Of(values));
            return (costs.Flops, costs.Exponentials);
        }

        if (activation is "Clip")
        {
            return (checked(4 * values), 0);
        }

        if (Functions.TryGetValue(activation, out var function))
        {
            var cost = ElementwiseCosts.Functions[function.Name];
            return (checked(cost.Flops * values), checked(cost.Exponentials * values));
        }

        return activation.Length == 0 ? (0, 0) : throw call.Fault($"its activation '{activation}' is not known");
    }

    private static void Layer(OperatorCall call, string kind)
        => call.Yield(kind, call.Apply(kind, GraphShape(call[0])), call[0].Sizes, call[0].Type, kind == "ReLU" ? Computed(call[0], static x => Math.Max(x, 0)) : null);

    private static Shape GraphShape(TensorValue tensor) => Shape.Of(tensor.Elements);

    private static void Function(OperatorCall call, string name, Func<double, double>? compute, ElementType? type = null)
    {
        var cost = ElementwiseCosts.Functions[name];
        var elements = call[0].Elements;
        call.Yield(
            call.Operator,
            new LayerCosts(Shape.Of()) { Flops = checked(cost.Flops * elements), Exponentials = checked(cost.Exponentials * elements), Reach = Reach.Same },
            call[0].Sizes,
            type ?? call[0].Type,
            compute is null ? null : Computed(call[0], compute, type));
    }

    /// <summary>The known values, computed in the precision that a run has.</summary>
    private static KnownData? Computed(TensorValue input, Func<double, double> compute, ElementType? type = null)
    {
        if (input.Data is not { Texts: null } data)
        {
            return null;
        }

        var results = Array.ConvertAll(data.AsReals()!, new Converter<double, double>(compute));
        return (type ?? input.Type).IsReal()
            ? KnownData.Of(Array.ConvertAll(results, r => Arithmetic.Rounded(r, input.Type)))
            : KnownData.Of(Array.ConvertAll(results, static r => (long)r));
    }

    private static void Clip(OperatorCall call)
    {
        var isInput = call.Opset >= 11;
        var hasMin = isInput ? call.Has(1) : call.HasAttribute("min");
        var hasMax = isInput ? call.Has(2) : call.HasAttribute("max");
        var min = isInput ? call.Optional(1)?.Data?.AsReals()?[0] : call.Attribute("min")?.Real;
        var max = isInput ? call.Optional(2)?.Data?.AsReals()?[0] : call.Attribute("max")?.Real;
        var data = (hasMin && min is null) || (hasMax && max is null) ? null : Computed(call[0], x => Math.Min(Math.Max(x, min ?? double.NegativeInfinity), max ?? double.PositiveInfinity));
        // Where only the lower bound is 0 it is a ReLU, with an upper bound of 6 a ReLU6.
        if (min == 0 && call[0].Type.IsReal() && (max == 6 || !hasMax))
        {
            var kind = hasMax ? "ReLU6" : "ReLU";
            call.Yield(kind, call.Apply(kind, GraphShape(call[0])), call[0].Sizes, call[0].Type, data);
            return;
        }

        // Each bound is a comparison and a choice, as in ReLU.
        var bounds = (hasMin ? 1 : 0) + (hasMax ? 1 : 0);
        call.Yield("Clip", new LayerCosts(Shape.Of()) { Flops = checked(2 * bounds * call[0].Elements), Reach = Reach.Same }, call[0].Sizes, call[0].Type, data);
    }

    /// <summary>Another type for the same values: no operation on them, but memory of its own.</summary>
    private static void Cast(OperatorCall call, ElementType to)
    {
        if (!ElementTypes.IsDefined(to))
        {
            throw call.Fault($"it casts to type {Text.Of((long)to)}, which is none of TensorProto.DataType");
        }

        var input = call[0];
        var data = input.Data switch
        {
            null or { Texts: not null } => null,
            { Integers: { } integers } when to.IsReal() => KnownData.Of(Array.ConvertAll(integers, i => Arithmetic.Rounded(i, to))),
            { Reals: { } reals } when to == ElementType.Bool => KnownData.Of(Array.ConvertAll(reals, static r => r == 0 ? 0L : 1)),
            { Reals: { } reals } when !to.IsReal() && to != ElementType.String => KnownData.Of(Array.ConvertAll(reals, static r => double.IsNaN(r) ? 0 : (long)Math.Clamp(Math.Truncate(r), long.MinValue, 9.2e18))),
            { Reals: { } reals } when to.IsReal() => KnownData.Of(Array.ConvertAll(reals, r => Arithmetic.Rounded(r, to))),
            { Integers: { } integers } when to == ElementType.Bool => KnownData.Of(Array.ConvertAll(integers, static i => i == 0 ? 0L : 1)),
            { Integers: not null } same when to != ElementType.String => same,
            _ => null,
        };
        call.Yield(input.Sizes, to, data, to == input.Type ? Storage.View : Storage.Own);
    }

    private static void Biased(OperatorCall call, string kind)
    {
        var costs = call.Apply(kind, GraphShape(call[0]));
        call.Yield(kind, costs with { Flops = checked(costs.Flops + (call.Has(1) ? call[0].Elements : 0)) }, call[0].Sizes, call[0].Type);
    }

    private static void BiasDropout(OperatorCall call)
    {
        call.Yield("Add", new LayerCosts(Shape.Of()) { Flops = checked((call.Has(2) ? 2 : 1) * call[0].Elements) }, call[0].Sizes, call[0].Type);
        call.YieldAlso(1, call[0].Sizes, ElementType.Bool);
    }

    private static void BiasSplit(OperatorCall call)
    {
        var input = call[0];
        var sizes = input.Sizes.With(input.Rank - 1, input[input.Rank - 1] / 2);
        var gelu = call.Apply("GELU", Shape.Of(sizes.Product()));
        call.Yield("GELU", gelu with { Flops = checked(gelu.Flops + input.Elements + sizes.Product()) }, sizes, input.Type);
    }
}
