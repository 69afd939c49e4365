using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Pools: maxima and means under windows, of whole images, of regions.</summary>
internal static class Pools
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "AveragePool", static c => Pool(c, "AvgPool", c[0].Type)),
        ("", "MaxPool", static c => Pool(c, "MaxPool", c[0].Type)),
        ("", "LpPool", static c => Pool(c, "AvgPool", c[0].Type, "LpPool")),
        ("", "GlobalAveragePool", static c => Global(c, "GlobalAvgPool", c[0].Type)),
        ("", "GlobalMaxPool", static c => Global(c, "GlobalMaxPool", c[0].Type)),
        ("", "GlobalLpPool", static c => Global(c, "GlobalAvgPool", c[0].Type, "GlobalLpPool")),
        ("", "MaxUnpool", Unpool),
        ("", "MaxRoiPool", static c => Regions(c, c.Integers("pooled_shape") ?? throw c.Fault("the attribute 'pooled_shape' is missing"), "RoIPool")),
        ("", "RoiAlign", static c => Regions(c, [c.Integer("output_height", 1), c.Integer("output_width", 1)], "RoIAlign")),
        (OperatorTable.Microsoft, "NhwcMaxPool", static c => Pool(c, "MaxPool", c[0].Type, isChannelsLast: true)),
        (OperatorTable.Microsoft, "QLinearAveragePool", static c => Pool(c, "AvgPool", c[0].Type, isChannelsLast: c.Integer("channels_last", 0) == 1)),
        (OperatorTable.Microsoft, "QLinearGlobalAveragePool", static c => Global(c, "GlobalAvgPool", c[0].Type, isChannelsLast: c.Integer("channels_last", 0) == 1)),
        (OperatorTable.Microsoft, "MaxpoolWithMask", static c => Pool(c, "MaxPool", c[0].Type)),
    ];

    private static void Pool(OperatorCall call, string kind, ElementType type, string? name = null, bool isChannelsLast = false)
    {
        var input = call[0];
        var axes = SpatialAxes(call, input);
        var window = new WindowGeometry(call, axes);
        var roundsUp = call.Integer("ceil_mode", 0) == 1;
        var spatial = input.Sizes.Skip(isChannelsLast ? 1 : 2).Take(axes).ToArray();
        var counts = spatial.Select((size, axis) => window.Count(axis, size, roundsUp)).ToArray();
        var channels = input[isChannelsLast ? input.Rank - 1 : 1];
        long[] sizes = isChannelsLast ? [input[0], .. counts, channels] : [input[0], channels, .. counts];
        var costs = new LayerCosts(Shape.Of()) { Flops = checked(2 * sizes.Product() * window.Strides.Product()) };
        // A mean with gaps is no layer kind; the rule is the same.
        if (axes <= 3 && input.Elements > 0 && (kind == "MaxPool" || window.Dilations.All(static d => d == 1)))
        {
            var arguments = new List<(string, Generator.Expressions.Value)>
            {
                ("kernelSize", Sizes.List(window.Kernel)),
                ("Stride", Sizes.List(window.Strides)),
                ("Padding", Sizes.Pairs(counts.Select((count, axis) => window.PaddingFor(axis, spatial[axis], count)))),
            };
            if (kind == "MaxPool")
            {
                arguments.Add(("Dilation", Sizes.List(window.Dilations)));
            }

            costs = call.Apply($"{kind}{axes}d", new Shape([channels, .. spatial], input[0]), [.. arguments]);
        }

        call.Yield(name ?? (axes <= 3 ? $"{kind}{axes}d" : call.Operator), isChannelsLast ? costs with { Reach = null } : costs, sizes, type);
        call.YieldAlso(1, sizes, ElementType.Int64);
    }

    private static int SpatialAxes(OperatorCall call, TensorValue input)
        => input.Rank >= 3 ? input.Rank - 2 : throw call.Fault($"the input is {input.Text}; expected batch x channels x spatial sizes");

    private static void Global(OperatorCall call, string kind, ElementType type, string? name = null, bool isChannelsLast = false)
    {
        var input = call[0];
        var axes = SpatialAxes(call, input);
        var ones = Enumerable.Repeat(1L, axes);
        long[] sizes = isChannelsLast ? [input[0], .. ones, input[input.Rank - 1]] : [input[0], input[1], .. ones];
        call.Yield(name ?? (axes <= 3 ? $"{kind}{axes}d" : call.Operator), new LayerCosts(Shape.Of()) { Flops = input.Elements, Reach = isChannelsLast ? null : Reach.Along([.. Enumerable.Range(1, axes).Select(static a => -a)]) }, sizes, type);
    }

    private static void Unpool(OperatorCall call)
    {
        var input = call[0];
        var axes = SpatialAxes(call, input);
        var window = new WindowGeometry(call, axes);
        var sizes = call.Has(2)
            ? call.Known(2, "the output's shape")
            : [input[0], input[1], .. input.Sizes.Skip(2).Select((size, axis) => window.Padding(axis, size) is var (begin, end) ? checked(((size - 1) * window.Strides[axis]) - begin - end + window.Kernel[axis]) : 0)];
        call.Yield(sizes, input.Type, kind: axes <= 3 ? $"MaxUnpool{axes}d" : null);
    }

    /// <summary>Regions of an image, each brought to one size: not estimated, as in the published tables.</summary>
    private static void Regions(OperatorCall call, long[] size, string kind)
        => call.Yield([call[1][0], call[0][1], .. size], call[0].Type, kind: kind);
}
