namespace Burden.Generator.Layers;

/// <summary>A function of each value alone.</summary>
/// <param name="inPlace">Whether it overwrites its input unless the declaration says otherwise.</param>
/// <param name="flops">FLOPs of an output without exponentials.</param>
/// <param name="exponentials">FLOPs of an output that are counted with exponentials only.</param>
internal abstract class Activation(bool inPlace, long flops, long exponentials = 0) : LayerKind(Signature.Of().With("InPlace", inPlace))
{
    public override LayerCosts Apply(LayerCall call) => new(call.Input)
    {
        Flops = checked(flops * call.Input.Elements),
        Exponentials = checked(exponentials * call.Input.Elements),
        Storage = call.Flag("InPlace") ? Storage.InPlace : Storage.Own,
    };
}
