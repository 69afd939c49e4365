using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>Moves space into channels.</summary>
internal sealed class PixelUnshuffle() : LayerKind(nameof(PixelUnshuffle), Signature.Of("factor"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(3, Window.Expected(2));
        var factor = call.Integer("factor");
        Groups.Check(call, input[1], factor, "rows", "factor");
        Groups.Check(call, input[2], factor, "columns", "factor");
        return new LayerCosts(input.With([checked(input.Channels * factor * factor), input[1] / factor, input[2] / factor]))
        {
            Reach = new WindowReach(EquatableArray.Repeat(new AxisWindow(factor, factor, Dilation: 1, Begin: 0), 2), AllChannels: true),
        };
    }
}
