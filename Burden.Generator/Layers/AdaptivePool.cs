using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>A maximum or mean of each cell of a grid: each input is read once.</summary>
internal sealed class AdaptivePool(string name, int axes) : LayerKind(name, Signature.Of("outputSize"))
{
    public static readonly LayerKind[] Kinds =
    [
        new AdaptivePool("AdaptiveAvgPool1d", 1), new AdaptivePool("AdaptiveAvgPool2d", 2), new AdaptivePool("AdaptiveAvgPool3d", 3),
        new AdaptivePool("AdaptiveMaxPool1d", 1), new AdaptivePool("AdaptiveMaxPool2d", 2), new AdaptivePool("AdaptiveMaxPool3d", 3),
    ];

    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(axes + 1, Window.Expected(axes));
        var output = input.With([input.Channels, .. call.PerAxis("outputSize", axes)]);
        return new LayerCosts(output) { Reach = ReachOf(input, output), Flops = input.Elements };
    }

    /// <summary>Cells of one size, where the grid divides the map; else cells overlap, and which one is seen depends on the place.</summary>
    private static Reach? ReachOf(Shape input, Shape output)
        => output.Spatial.Zip(input.Spatial, static (cells, size) => size % cells == 0).All(static even => even)
            ? new WindowReach(
                input.Spatial.Select((size, axis) => new AxisWindow(size / output[axis + 1], size / output[axis + 1], Dilation: 1, Begin: 0)).ToEquatableArray(), AllChannels: false)
            : null;
}
