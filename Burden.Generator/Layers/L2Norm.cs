namespace Burden.Generator.Layers;

/// <summary>Division by the Euclidean norm over the channels.</summary>
internal sealed class L2Norm() : LayerKind(nameof(L2Norm), Signature.Of().With("Scale", true))
{
    public override LayerCosts Apply(LayerCall call) => new(call.Input)
    {
        Weights = call.Flag("Scale") ? Weight.ScaleAndShift(hasShift: false, [call.Input.Channels]) : [],
        Reach = Reach.Along(-call.Input.Rank),
        Flops = ResponseNormalization.Flops(call.Input),
    };
}
