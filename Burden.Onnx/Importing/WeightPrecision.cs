using Burden.Generator.Layers;

namespace Burden.Onnx.Importing;

/// <summary>Finds the <c>[Precision]</c> under which a layer kind stores what a node of the file does.</summary>
internal static class WeightPrecision
{
    /// <summary>The arguments of such a <c>[Precision]</c>; null where there is none.</summary>
    /// <param name="node">The node.</param>
    /// <param name="kind">What the layer kind costs, which equals what the node does but for what is stored.</param>
    /// <param name="features">The network's type of features.</param>
    public static IReadOnlyList<LayerArgument>? Of(NodeView node, LayerCosts kind, DataType features)
        => kind.Parameters + kind.Buffers == 0 ? null : Candidates(node, features).FirstOrDefault(c => Stores(node, new WeightFormat(c, features).Apply(kind))) is { } settings ? [.. Arguments(settings)] : null;

    private static bool Stores(NodeView node, LayerCosts formatted)
        => Types.All(t => node.Stores(t, isTrainable: true) == Count(formatted, t, isTrainable: true) && node.Stores(t, isTrainable: false) == Count(formatted, t, isTrainable: false));

    private static readonly DataType[] Types = Enum.GetValues<DataType>();

    private static long Count(LayerCosts costs, DataType type, bool isTrainable) => costs.Weights.Where(w => w.Type == type && w.IsTrainable == isTrainable).Sum(static w => w.Elements);

    private static IEnumerable<PrecisionSettings> Candidates(NodeView node, DataType features)
    {
        var weights = node.Costs.Weights.Where(static w => w is { IsShared: false }).ToList();
        foreach (var type in weights.Where(static w => w.IsTrainable).Select(static w => w.Type ?? DataType.Float32).Distinct())
        {
            var plain = new PrecisionSettings { Parameters = type };
            yield return plain;
            foreach (var settings in type.IsQuantized() ? Quantized(plain, weights, features) : [])
            {
                yield return settings;
            }
        }
    }

    /// <summary>Scales, zero points and biases as they may lie beside quantised weights.</summary>
    private static IEnumerable<PrecisionSettings> Quantized(PrecisionSettings plain, List<Weight> weights, DataType features)
    {
        var scales = weights.Where(static w => !w.IsTrainable && w.Type?.IsInteger() != true).ToList();
        var zeros = weights.Find(static w => !w.IsTrainable && w.Type?.IsInteger() == true)?.Type;
        var biases = weights.Find(w => w.IsTrainable && w.Type != plain.Parameters)?.Type ?? DataType.Float32;
        var (scaled, count) = (weights.Where(w => w.IsTrainable && w.Type == plain.Parameters).Sum(static w => w.Elements), scales.Sum(static w => w.Elements));
        if (count == 0)
        {
            yield break;
        }

        var settings = plain with
        {
            Scales = scales[0].Type is { } scale and not DataType.Float32 ? scale : null,
            Symmetric = zeros == plain.Parameters ? false : null,
            ZeroPoints = zeros == plain.Parameters ? null : zeros,
            Biases = biases == features || weights.TrueForAll(w => !w.IsTrainable || w.Type == plain.Parameters) ? null : biases,
        };
        yield return settings;
        yield return settings with { Granularity = Granularity.PerTensor };
        yield return settings with { GroupSize = scaled / count };
    }

    private static IEnumerable<LayerArgument> Arguments(PrecisionSettings settings)
    {
        var arguments = new (string Name, Constant? Value)[]
        {
            (nameof(settings.Parameters), Number(settings.Parameters)),
            (nameof(settings.Biases), Number(settings.Biases)),
            (nameof(settings.Granularity), settings.Granularity is { } granularity ? (int)granularity : null),
            (nameof(settings.GroupSize), settings.GroupSize is { } size ? size : null),
            (nameof(settings.Scales), Number(settings.Scales)),
            (nameof(settings.Symmetric), settings.Symmetric is { } symmetric ? symmetric : null),
            (nameof(settings.ZeroPoints), Number(settings.ZeroPoints)),
        };
        return arguments.Where(static a => a.Value is not null).Select(static a => new LayerArgument(a.Name, a.Value!));
    }

    private static Constant? Number(DataType? type) => type is { } known ? (int)known : null;
}
