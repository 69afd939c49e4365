using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>The default boxes of a map's cells, four values each, and as many variances. Not estimated, as in the published tables.</summary>
internal sealed class PriorBox() : LayerKind(nameof(PriorBox), Signature.Of("boxesPerCell"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(3, Window.Expected(2));
        return new LayerCosts(input.With([2, checked(input.Spatial.Product() * call.Integer("boxesPerCell") * 4)]));
    }
}
