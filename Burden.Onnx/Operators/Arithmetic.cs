using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Operations on tensors value by value, with broadcasting.</summary>
internal static class Arithmetic
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "Add", static c => Binary(c, "Add", static (a, b) => a + b, static (a, b) => a + b)),
        ("", "Sub", static c => Binary(c, "Subtract", static (a, b) => a - b, static (a, b) => a - b)),
        ("", "Mul", static c => Binary(c, "Multiply", static (a, b) => a * b, static (a, b) => a * b)),
        ("", "Div", static c => Binary(c, "Div", static (a, b) => b == 0 ? 0 : a / b, static (a, b) => a / b)),
        ("", "Mod", static c => Binary(c, "Mod", c.Integer("fmod", 0) == 1 ? static (a, b) => b == 0 ? 0 : a % b : static (a, b) => b == 0 ? 0 : ((a % b) + b) % b, static (a, b) => a % b)),
        ("", "BitwiseAnd", static c => Binary(c, "BitwiseAnd", static (a, b) => a & b, null)),
        ("", "BitwiseOr", static c => Binary(c, "BitwiseOr", static (a, b) => a | b, null)),
        ("", "BitwiseXor", static c => Binary(c, "BitwiseXor", static (a, b) => a ^ b, null)),
        ("", "BitShift", static c => Binary(c, "BitShift", c.Word("direction", "LEFT") == "LEFT" ? static (a, b) => a << (int)b : static (a, b) => a >>> (int)b, null)),
        ("", "And", static c => Binary(c, "And", static (a, b) => a & b, null, ElementType.Bool)),
        ("", "Or", static c => Binary(c, "Or", static (a, b) => a | b, null, ElementType.Bool)),
        ("", "Xor", static c => Binary(c, "Xor", static (a, b) => a ^ b, null, ElementType.Bool)),
        ("", "Equal", static c => Compare(c, static d => d == 0)),
        ("", "Greater", static c => Compare(c, static d => d > 0)),
        ("", "GreaterOrEqual", static c => Compare(c, static d => d >= 0)),
        ("", "Less", static c => Compare(c, static d => d < 0)),
        ("", "LessOrEqual", static c => Compare(c, static d => d <= 0)),
        ("", "Max", static c => Variadic(c, "Max", static n => n, Math.Max, Math.Max)),
        ("", "Min", static c => Variadic(c, "Min", static n => n, Math.Min, Math.Min)),
        ("", "Sum", static c => Variadic(c, "Add", static _ => 1, static (a, b) => a + b, static (a, b) => a + b)),
        ("", "Mean", static c => Variadic(c, "Mean", static _ => 2, null, null)),
        ("", "Pow", Power),
        ("", "Where", Where),
    ];

    /// <summary>A real number in the precision of a type.</summary>
    public static double Rounded(double value, ElementType type) => type switch
    {
        ElementType.Float => (float)value,
        ElementType.Float16 => (double)(Half)value,
        _ => value,
    };

    public static void Binary(OperatorCall call, string kind, Func<long, long, long>? integers, Func<double, double, double>? reals, ElementType? type = null)
    {
        var sizes = Shape(call);
        var result = type ?? call[0].Type;
        call.Yield(kind, new LayerCosts(Generator.Model.Shape.Of()) { Flops = sizes.Product(), Reach = Reach.Same }, sizes, result, Computed(call[0], call[1], sizes, integers, reals));
    }

    /// <summary>Values that are known, computed.</summary>
    public static KnownData? Computed(TensorValue left, TensorValue right, IReadOnlyList<long> sizes, Func<long, long, long>? integers, Func<double, double, double>? reals)
    {
        if (left.Data is not { } a || right.Data is not { } b || !Sizes.IsSmall(sizes))
        {
            return null;
        }

        var (first, second) = (Sizes.Stretched(left.Sizes, sizes), Sizes.Stretched(right.Sizes, sizes));
        if (a.Integers is { } x && b.Integers is { } y && integers is not null)
        {
            return KnownData.Of([.. first.Select((f, i) => unchecked(integers(x[f], y[second[i]])))]);
        }

        return a.Reals is { } u && b.Reals is { } v && reals is not null
            ? KnownData.Of([.. first.Select((f, i) => Rounded(reals(u[f], v[second[i]]), left.Type))])
            : null;
    }

    /// <summary>The shape of a result. Old versions align the second operand at an axis.</summary>
    private static long[] Shape(OperatorCall call)
    {
        if (call.Opset < 7 && call.Integer("broadcast", 0) == 1)
        {
            return [.. call[0].Sizes];
        }

        return Sizes.Broadcast(call, call[0].Sizes, call[1].Sizes);
    }

    private static void Compare(OperatorCall call, Func<int, bool> holds)
    {
        var sizes = Shape(call);
        var data = call[0].Data is { Texts: null } a && call[1].Data is { Texts: null } b && Sizes.IsSmall(sizes)
            ? a.Integers is { } x && b.Integers is { } y
                ? Zip(x, y, static (p, q) => p.CompareTo(q))
                : Zip(a.AsReals()!, b.AsReals()!, static (p, q) => p.CompareTo(q))
            : null;
        call.Yield(call.Operator, new LayerCosts(Generator.Model.Shape.Of()) { Flops = sizes.Product(), Reach = Reach.Same }, sizes, ElementType.Bool, data);

        KnownData Zip<T>(T[] left, T[] right, Func<T, T, int> compare)
        {
            var (first, second) = (Sizes.Stretched(call[0].Sizes, sizes), Sizes.Stretched(call[1].Sizes, sizes));
            return KnownData.Of([.. first.Select((f, i) => holds(compare(left[f], right[second[i]])) ? 1L : 0)]);
        }
    }

    private static void Variadic(OperatorCall call, string kind, Func<long, long> flopsOf, Func<long, long, long>? integers, Func<double, double, double>? reals)
    {
        var inputs = call.Tensors.ToList();
        if (inputs.Count == 0)
        {
            throw call.Fault("it has no inputs");
        }

        var sizes = Sizes.Broadcast(call, [.. inputs.Select(static i => i.Sizes)]);
        var known = inputs[0];
        foreach (var input in inputs.Skip(1))
        {
            var data = Computed(known, input, sizes, integers, reals);
            known = new TensorValue(known.Type, sizes) { Data = data };
        }

        // Of one input it is that input.
        var costs = new LayerCosts(Generator.Model.Shape.Of()) { Flops = inputs.Count == 1 ? 0 : checked(flopsOf(inputs.Count) * sizes.Product()), Reach = Reach.Same };
        call.Yield(kind, costs, sizes, inputs[0].Type, known.Data);
    }

    /// <summary>A power: a square and a square root are one FLOP, others two exponentials.</summary>
    private static void Power(OperatorCall call)
    {
        var sizes = Shape(call);
        var exponent = call[1].Data?.AsReals() is { Length: 1 } known ? known[0] : (double?)null;
        var isSimple = exponent is 0 or 1 or 2 or 3 or -1 or 0.5 or -0.5;
        var data = Computed(call[0], call[1], sizes, static (a, b) => (long)Math.Pow(a, b), Math.Pow);
        call.Yield(
            "Pow",
            new LayerCosts(Generator.Model.Shape.Of()) { Flops = checked((exponent == 3 ? 2 : 1) * sizes.Product()), Exponentials = checked((isSimple ? 0 : 2) * sizes.Product()), Reach = Reach.Same },
            sizes,
            call[0].Type,
            data);
    }

    /// <summary>A choice moves values, and computes none.</summary>
    private static void Where(OperatorCall call)
    {
        var sizes = Sizes.Broadcast(call, call[0].Sizes, call[1].Sizes, call[2].Sizes);
        KnownData? data = null;
        if (call[0].Data?.Integers is { } condition && call[1].Data is { } then && call[2].Data is { } otherwise && Sizes.IsSmall(sizes))
        {
            var (choice, first, second) = (Sizes.Stretched(call[0].Sizes, sizes), Sizes.Stretched(call[1].Sizes, sizes), Sizes.Stretched(call[2].Sizes, sizes));
            if (then.Integers is { } a && otherwise.Integers is { } b)
            {
                data = KnownData.Of([.. choice.Select((c, i) => condition[c] != 0 ? a[first[i]] : b[second[i]])]);
            }
            else if (then.Reals is { } u && otherwise.Reals is { } v)
            {
                data = KnownData.Of([.. choice.Select((c, i) => condition[c] != 0 ? u[first[i]] : v[second[i]])]);
            }
        }

        call.Yield(sizes, call[1].Type, data);
    }
}
