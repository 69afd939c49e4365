namespace Burden.Generator.Layers;

/// <summary>x or a learned fraction of it: a comparison and a multiply.</summary>
internal sealed class PReLU() : LayerKind(nameof(PReLU), Signature.Of().Optional("parameters").With("InPlace", true))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var parameters = call.IsGiven("parameters") ? call.Integer("parameters") : 1;
        return parameters == 1 || parameters == call.Input.Channels
            ? new LayerCosts(call.Input)
            {
                Weights = Weight.ScaleAndShift(hasShift: false, [parameters]),
                Reach = Reach.Same,
                Flops = checked(2 * call.Input.Elements),
                Storage = call.Flag("InPlace") ? Storage.InPlace : Storage.Own,
            }
            : throw call.Fault(FaultId.OutOfRange, $"parameters is {parameters}; expected 1 or the {call.Input.Channels} channels", "parameters");
    }
}
