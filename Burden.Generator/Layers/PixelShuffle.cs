using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>Moves channels into space.</summary>
internal sealed class PixelShuffle() : LayerKind(nameof(PixelShuffle), Signature.Of("factor"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(3, Window.Expected(2));
        var factor = call.Integer("factor");
        var area = checked(factor * factor);
        return input.Channels % area == 0
            ? new LayerCosts(input.With([input.Channels / area, checked(input[1] * factor), checked(input[2] * factor)])) { Reach = new TransposedReach(EquatableArray.Repeat(new AxisWindow(factor, factor, Dilation: 1, Begin: 0), 2), AllChannels: true) }
            : throw call.Fault(FaultId.NotDivisible, $"{input.Channels} channels are not divisible by {factor} x {factor}", "factor");
    }
}
