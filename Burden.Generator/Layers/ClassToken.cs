namespace Burden.Generator.Layers;

/// <summary>Puts learned vectors before a sequence.</summary>
internal sealed class ClassToken() : LayerKind(nameof(ClassToken), Signature.Of().Optional("count"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = Sequences.Input(call);
        var count = call.IsGiven("count") ? call.Integer("count") : 1;
        return new LayerCosts(input.With([checked(input[0] + count), input[1]])) { Reach = new ShiftedReach([-count, 0]), Weights = [new(Weight.Kernel, [count, input[1]])] };
    }
}
