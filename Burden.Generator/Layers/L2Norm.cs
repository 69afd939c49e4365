namespace Burden.Generator.Layers;

/// <summary>Division by the Euclidean norm over the channels.</summary>
internal sealed class L2Norm() : LayerKind(Signature.Of().With("Scale", true))
{
    public override LayerCosts Apply(LayerCall call) => new(call.Input)
    {
        Parameters = call.Flag("Scale") ? call.Input.Channels : 0,
        Flops = ResponseNormalization.Flops(call.Input),
    };
}
