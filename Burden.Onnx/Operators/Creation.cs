using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>New tensors: constants of a shape, ranges, random values.</summary>
internal static class Creation
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "ConstantOfShape", Filled),
        ("", "Range", Range),
        ("", "EyeLike", static c => OfShape(c, c[0].Sizes, c.HasAttribute("dtype") ? (ElementType)c.Integer("dtype") : c[0].Type)),
        ("", "RandomNormal", static c => Random(c, c.Integers("shape") ?? [], (ElementType)c.Integer("dtype", 1))),
        ("", "RandomUniform", static c => Random(c, c.Integers("shape") ?? [], (ElementType)c.Integer("dtype", 1))),
        ("", "RandomNormalLike", static c => Random(c, c[0].Sizes, Like(c))),
        ("", "RandomUniformLike", static c => Random(c, c[0].Sizes, Like(c))),
        ("", "Bernoulli", static c => Random(c, c[0].Sizes, Like(c))),
        ("", "Multinomial", static c => Random(c, [c[0][0], c.Integer("sample_size", 1)], (ElementType)c.Integer("dtype", (long)ElementType.Int32))),
        (OperatorTable.Microsoft, "Range", Range),
    ];

    private static ElementType Like(OperatorCall call) => call.HasAttribute("dtype") ? (ElementType)call.Integer("dtype") : call[0].Type;

    /// <summary>What follows from a shape alone is known without the values.</summary>
    private static void OfShape(OperatorCall call, IReadOnlyList<long> sizes, ElementType type)
    {
        call.IsConstant = true;
        call.Yield(sizes, type, storage: Storage.Parameters);
    }

    private static void Random(OperatorCall call, IReadOnlyList<long> sizes, ElementType type)
    {
        // Each run draws others, so that nothing is known beforehand.
        call.IsConstant = false;
        call.Yield(sizes, type);
    }

    private static void Filled(OperatorCall call)
    {
        var sizes = call.Known(0, "the shape");
        var value = call.Attribute("value")?.Tensor;
        KnownData? data = null;
        if (sizes.All(static s => s >= 0) && Sizes.IsSmall(sizes))
        {
            var count = (int)sizes.Product();
            data = value?.Data is { } known ? known.At(new int[count]) : value is null ? KnownData.Of(new double[count]) : null;
        }

        call.Yield(sizes, value?.Type ?? ElementType.Float, data);
    }

    private static void Range(OperatorCall call)
    {
        var type = call[0].Type;
        if (call[0].Data?.Integers is [var start] && call[1].Data?.Integers is [var limit] && (!call.Has(2) ? KnownData.Of(1L) : call[2].Data)?.Integers is [var delta])
        {
            var length = delta == 0 ? throw call.Fault("the step is 0") : Math.Max(0, (long)Math.Ceiling((double)(limit - start) / delta));
            call.Yield([length], type, length <= KnownData.Most ? KnownData.Of([.. Enumerable.Range(0, (int)length).Select(i => start + (i * delta))]) : null);
            return;
        }

        var (from, to, by) = (call.KnownReals(0, "the range's start")[0], call.KnownReals(1, "the range's end")[0], call.Has(2) ? call.KnownReals(2, "the range's step")[0] : 1);
        var count = by == 0 ? throw call.Fault("the step is 0") : Math.Max(0, (long)Math.Ceiling((to - from) / by));
        call.Yield([count], type, count <= KnownData.Most ? KnownData.Of([.. Enumerable.Range(0, (int)count).Select(i => Arithmetic.Rounded(from + (i * by), type))]) : null);
    }
}
