using Burden.Generator.Costs.Analyses;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <content>Layers as functions, whose weights are arguments.</content>
internal static partial class TensorFunctions
{
    private static void AddLayers(Dictionary<string, Func<FunctionCall, Value>> table)
    {
        for (var i = 1; i <= 3; i++)
        {
            var axes = i;
            table[$"conv{axes}d"] = c => Convolve(c, axes, transposes: false);
            table[$"conv{axes}d_padding"] = table[$"conv{axes}d"];
            table[$"conv_transpose{axes}d"] = c => Convolve(c, axes, transposes: true);
            table[$"max_pool{axes}d"] = c => Pool(c, $"MaxPool{axes}d", axes, dilates: true);
            table[$"max_pool{axes}d_with_indices"] = c => WithIndices(Pool(c, $"MaxPool{axes}d", axes, dilates: true));
            table[$"avg_pool{axes}d"] = c => Pool(c, $"AvgPool{axes}d", axes, dilates: false);
            table[$"adaptive_avg_pool{axes}d"] = c => TensorOps.AdaptivePool(c.Op, $"AdaptiveAvgPool{axes}d", axes, c.Input, c.Arguments.PerAxis(axes, 1, "output_size"));
            table[$"adaptive_max_pool{axes}d_with_indices"] = c => WithIndices(TensorOps.AdaptivePool(c.Op, $"AdaptiveMaxPool{axes}d", axes, c.Input, c.Arguments.PerAxis(axes, 1, "output_size")));
            table[$"adaptive_max_pool{axes}d"] = c => TensorOps.AdaptivePool(c.Op, $"AdaptiveMaxPool{axes}d", axes, c.Input, c.Arguments.PerAxis(axes, 1, "output_size"));
        }

        table["batch_norm"] = static c => TrackedNorm(c);
        table["instance_norm"] = static c => c.Op.Apply($"InstanceNorm{c.Input.Rank - 2}d", c.Input, c.Input.Rank - 1, [c.Input], ("Affine", c.Arguments.Has("weight")));
        table["layer_norm"] = static c => BuiltInModules.LayerNormalize(c.Op, c.Input, c.Arguments.Integers("normalized_shape"), c.Arguments.Has("weight"), c.Arguments.Has("bias"), c.Reads);
        table["group_norm"] = static c => BuiltInModules.GroupNormalize(c.Op, c.Input, c.Arguments.Integer("num_groups"), c.Input.Rank > 1 ? c.Input.Sizes[1] : 0, c.Arguments.Has("weight"), WithoutBias(c));
        table["local_response_norm"] = static c => c.Op.Apply("LocalResponseNorm", c.Input, c.Input.Rank - 1, [c.Input], ("size", c.Arguments.Integer("size"))).Laid(Shapes.StridesLike(c.Input.Sizes, [c.Input]));
        table["interpolate"] = static c => c.Arguments.IntegerOr(0, "mode") == 5
            ? TensorOps.AdaptivePool(c.Op, $"AdaptiveAvgPool{c.Input.Rank - 2}d", c.Input.Rank - 2, c.Input, c.Arguments.Integers("size"))
            : Resize(c, c.Arguments.IntegerOr(0, "mode"));
        table["upsample"] = static c => Resize(c, c.Arguments.IntegerOr(0, "mode"));
        table["upsample_bilinear"] = static c => Resize(c, 2);
        foreach (var name in new[] { "upsample_nearest", "upsample_nearest1d", "upsample_nearest2d", "upsample_nearest3d" })
        {
            table[name] = static c => Resize(c, 0);
        }

        table["pad"] = static c => TensorOps.Pad(c.Op, c.Input, c.Arguments.Find("pad") is KnownValue
            // One number is for both ends of every dimension, the batch among them.
            ? [.. Enumerable.Repeat(c.Arguments.Integer("pad"), 2 * c.Input.Rank)]
            : c.Arguments.Integers("pad"),
            (TensorOps.PaddingMode)c.Arguments.IntegerOr(0, "mode"));
        table["pixel_shuffle"] = static c => TensorOps.OfImage(c.Op.Apply("PixelShuffle", c.Input, 3, [c.Input], ("factor", c.Arguments.Integer("upscale_factor"))), c.Input);
        table["pixel_unshuffle"] = static c => TensorOps.OfImage(c.Op.Apply("PixelUnshuffle", c.Input, 3, [c.Input], ("factor", c.Arguments.Integer("downscale_factor"))), c.Input);
        table["channel_shuffle"] = static c => TensorOps.OfImage(c.Op.Apply("ChannelShuffle", c.Input, c.Input.Rank - 1, [c.Input], ("groups", c.Arguments.Integer("groups"))), c.Input);
        table["grid_sample"] = static c => c.Arguments.Tensor("grid") is var grid
            // Each output is a sum of four neighbours, as in a bilinear interpolation.
            ? c.Op.Emit("grid_sample", [c.Input.Sizes[0], c.Input.Sizes[1], .. grid.Sizes.Skip(1).Take(grid.Rank - 2)], c.Reads, checked(4 * c.Input.Sizes[1] * grid.Elements / grid.Sizes[grid.Rank - 1]))
            : KnownValue.Null;
        table["affine_grid"] = static c => c.Arguments.Integers("size") is var size ? c.Op.Emit("affine_grid", [size[0], .. size.Skip(2), size.Length - 2], c.Reads) : KnownValue.Null;
    }

    /// <summary>The tensors of a normalization that its backward pass needs, too.</summary>
    private static IEnumerable<Value> WithoutBias(FunctionCall c) => c.Reads.Where(r => !ReferenceEquals(r, c.Arguments.Find("bias")));

    private static TensorValue Resize(FunctionCall c, long mode) => TensorOps.Upsample(
        c.Op,
        c.Input,
        c.Arguments.Has("size", "outputSize", "outputSizes") ? c.Arguments.Integers("size", "outputSize", "outputSizes") : null,
        Reals(c.Arguments, "scale_factor", "scaleFactor", "scaleFactors"),
        mode == 6 ? 0 : mode,
        c.Op.Name == "upsample_bilinear" || c.Arguments.Flag(false, "align_corners"));

    private static TensorValue Convolve(FunctionCall c, int axes, bool transposes)
    {
        var a = c.Arguments;
        var weight = a.Tensor("weight");
        if (weight.Rank != axes + 2)
        {
            throw c.Op.Mismatch($"the weight is {weight.Text}; expected {axes + 2} dimensions");
        }

        var isEnum = a.Items.FirstOrDefault(static i => i.Parameter.Name == "padding")?.Parameter.Type is { Name: "Padding", TypeKind: TypeKind.Enum };
        var same = isEnum && a.IntegerOr(0, "padding") == 1;
        return TensorOps.Convolve(
            c.Op,
            axes,
            c.Input,
            weight.Sizes,
            a.Has("bias"),
            a.PerAxis(axes, 1, "stride", "strides"),
            same ? null : isEnum ? new long[axes] : a.PerAxis(axes, 0, "padding"),
            a.PerAxis(axes, 1, "dilation"),
            a.IntegerOr(1, "groups"),
            [c.Input, weight],
            transposes ? a.PerAxis(axes, 0, "output_padding") : null);
    }

    private static TensorValue Pool(FunctionCall c, string kind, int axes, bool dilates)
    {
        var a = c.Arguments;
        var kernel = a.PerAxis(axes, 1, "kernel_size", "kernelSize");
        return TensorOps.Pool(
            c.Op,
            kind,
            axes,
            c.Input,
            kernel,
            a.Has("stride", "strides") ? a.PerAxis(axes, 1, a.Has("stride") ? "stride" : "strides") : kernel,
            a.PerAxis(axes, 0, "padding"),
            dilates ? a.PerAxis(axes, 1, "dilation") : null,
            a.Flag(false, "ceil_mode", "ceilMode"));
    }

    private static TensorValue TrackedNorm(FunctionCall c)
    {
        var axes = Math.Max(1, Math.Min(3, c.Input.Rank - 2));
        return TensorOps.OfImage(
            // With statistics that are given it keeps none.
            c.Op.Apply($"BatchNorm{axes}d", c.Input, c.Input.Rank - 1, WithoutBias(c), c.Arguments.Flag(false, "training") ? null : new Keeping(SavedTensorRules.Input), ("Affine", c.Arguments.Has("weight")), ("TrackRunningStats", !c.Arguments.Flag(false, "training"))),
            c.Input);
    }
}
