using Burden.Generator.Expressions;
using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Convolutions, in all their forms.</summary>
internal static class Convolutions
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "Conv", static c => Convolve(c, c[0], c[1], c.Has(2), c[0].Type)),
        ("", "ConvInteger", static c => Convolve(c, c[0], c[1], false, ElementType.Int32)),
        ("", "ConvTranspose", static c => Transpose(c, c[0], c[1], c.Has(2))),
        ("", "DeformConv", Deform),
        ("", "QLinearConv", static c => Convolve(c, c[0], c[3], c.Has(8), QuantizedType(c, 7))),
        (OperatorTable.Microsoft, "FusedConv", static c => Convolve(c, c[0], c[1], c.Has(2), c[0].Type, added: c.Has(3))),
        (OperatorTable.Microsoft, "NhwcConv", static c => Convolve(c, c[0], c[1], c.Has(2), c[0].Type, isChannelsLast: true)),
        (OperatorTable.Microsoft, "NhwcFusedConv", static c => Convolve(c, c[0], c[1], c.Has(2), c[0].Type, isChannelsLast: true, added: c.Has(3))),
        (OperatorTable.Microsoft, "QLinearConv", static c => Convolve(c, c[0], c[3], c.Has(8), QuantizedType(c, 7), isChannelsLast: c.Integer("channels_last", 0) == 1)),
        (OperatorTable.Microsoft, "ConvTransposeWithDynamicPads", static c => Transpose(c, c[0], c[1], c.Has(3), c.Has(2) ? c.Known(2, "the padding") : null)),
    ];

    /// <summary>The type of a quantised output: its zero point's.</summary>
    public static ElementType QuantizedType(OperatorCall call, int zeroPoint) => call.Optional(zeroPoint)?.Type ?? ElementType.UInt8;

    /// <param name="weight">Outputs x inputs of a group x kernel.</param>
    private static void Convolve(OperatorCall call, TensorValue input, TensorValue weight, bool bias, ElementType type, bool isChannelsLast = false, bool added = false)
    {
        var axes = Check(call, input, weight);
        var group = call.Integer("group", 1);
        var channels = input[isChannelsLast ? input.Rank - 1 : 1];
        if (channels != checked(weight[1] * group))
        {
            throw call.Fault($"the input {input.Text} has {Text.Of(channels)} channels; expected {Text.Of(weight[1] * group)} for weights of {weight.Text}{(group == 1 ? "" : $" in {Text.Of(group)} groups")}");
        }

        var window = new WindowGeometry(call, axes, [.. weight.Sizes.Skip(2)]);
        var spatial = input.Sizes.Skip(isChannelsLast ? 1 : 2).Take(axes).ToArray();
        var counts = spatial.Select((size, axis) => window.Count(axis, size)).ToArray();
        long[] sizes = isChannelsLast ? [input[0], .. counts, weight[0]] : [input[0], weight[0], .. counts];
        var costs = Costs(call, window, new Shape([channels, .. spatial], input[0]), weight, group, bias, counts);
        var (flops, exponentials) = Activations.CostOf(call, call.Word("activation", ""), sizes.Product());
        call.Yield(
            axes <= 3 ? $"Conv{axes}d" : "Conv",
            costs with { Flops = checked(costs.Flops + flops + (added ? sizes.Product() : 0)), Exponentials = exponentials, Reach = isChannelsLast ? null : costs.Reach },
            sizes,
            type);
    }

    private static LayerCosts Costs(OperatorCall call, WindowGeometry window, Shape input, TensorValue weight, long group, bool bias, long[] counts)
    {
        if (window.Axes > 3 || input.Elements == 0)
        {
            // The same rule for axes that no layer kind has.
            var outputs = checked(input.Count * weight[0] * counts.Product());
            var macs = checked(outputs * weight[1] * window.Kernel.Product());
            return new LayerCosts(Shape.Of()) { Macs = macs, Flops = checked(macs + (bias ? outputs : 0)) };
        }

        return call.Apply(
            $"Conv{window.Axes}d",
            input,
            ("outChannels", new IntegerValue(weight[0])),
            ("kernelSize", Sizes.List(window.Kernel)),
            ("Stride", Sizes.List(window.Strides)),
            ("Padding", Sizes.Pairs(counts.Select((count, axis) => window.PaddingFor(axis, input[axis + 1], count)))),
            ("Dilation", Sizes.List(window.Dilations)),
            ("Groups", new IntegerValue(group)),
            ("Bias", new BooleanValue(bias)));
    }

    private static int Check(OperatorCall call, TensorValue input, TensorValue weight)
    {
        if (input.Rank < 3 || weight.Rank != input.Rank)
        {
            throw call.Fault($"the input is {input.Text} and the weights {weight.Text}; expected batch x channels x spatial sizes, and weights of as many dimensions");
        }

        return input.Rank - 2;
    }

    /// <param name="weight">Inputs x outputs of a group x kernel.</param>
    private static void Transpose(OperatorCall call, TensorValue input, TensorValue weight, bool bias, long[]? pads = null)
    {
        var axes = Check(call, input, weight);
        var group = call.Integer("group", 1);
        if (input[1] != weight[0])
        {
            throw call.Fault($"the input {input.Text} has {Text.Of(input[1])} channels; expected {Text.Of(weight[0])} for weights of {weight.Text}");
        }

        var window = new WindowGeometry(call, axes, [.. weight.Sizes.Skip(2)]);
        var more = call.Integers("output_padding") is { Length: > 0 } padding ? padding : new long[axes];
        var wanted = call.Integers("output_shape") is { Length: > 0 } given ? given[^axes..] : null;
        var channels = checked(weight[1] * group);
        var sizes = new long[input.Rank];
        (sizes[0], sizes[1]) = (input[0], channels);
        for (var axis = 0; axis < axes; axis++)
        {
            checked
            {
                var (begin, end) = pads is null ? window.IsSame ? (0, 0) : window.Padding(axis, input[axis + 2]) : (pads[axis], pads[axis + axes]);
                var whole = ((input[axis + 2] - 1) * window.Strides[axis]) + window.Extent(axis) + more[axis];
                sizes[axis + 2] = wanted?[axis] ?? (window.IsSame ? input[axis + 2] * window.Strides[axis] : whole - begin - end);
            }
        }

        var outputs = sizes.Product();
        var costs = axes > 3 || input.Elements == 0
            ? checked(input.Elements * weight[1] * window.Kernel.Product()) is var macs ? new LayerCosts(Shape.Of()) { Macs = macs, Flops = macs } : null!
            : call.Apply(
                $"ConvTranspose{axes}d",
                Sizes.OfItems(input.Sizes, axes + 1),
                ("outChannels", new IntegerValue(channels)),
                ("kernelSize", Sizes.List(window.Kernel)),
                ("Groups", new IntegerValue(group)),
                ("Bias", new BooleanValue(false)));
        call.Yield(axes <= 3 ? $"ConvTranspose{axes}d" : "ConvTranspose", costs with { Flops = checked(costs.Flops + (bias ? outputs : 0)) }, sizes, input.Type);
    }

    /// <summary>A convolution whose windows are sampled at offsets: each value under one is an interpolation of four.</summary>
    private static void Deform(OperatorCall call)
    {
        var (input, weight) = (call[0], call[1]);
        var axes = Check(call, input, weight);
        var window = new WindowGeometry(call, axes, [.. weight.Sizes.Skip(2)]);
        var counts = input.Sizes.Skip(2).Select((size, axis) => window.Count(axis, size)).ToArray();
        var costs = Costs(call, window, Sizes.OfItems(input.Sizes, axes + 1), weight, call.Integer("group", 1), call.Has(3), counts);
        var samples = checked(input[0] * input[1] * counts.Product() * window.Kernel.Product());
        call.Yield("DeformConv", costs with { Reach = null, Flops = checked(costs.Flops + ((call.Has(4) ? 5 : 4) * samples)) }, [input[0], weight[0], .. counts], input.Type);
    }
}
