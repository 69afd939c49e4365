namespace Burden.Generator.Layers;

/// <summary>Exponentials along an axis, divided by their sum.</summary>
internal sealed class SoftmaxKind(string name) : LayerKind(name, Signature.Of().With("Axis", -1))
{
    /// <summary>FLOPs of an output where exponentials are counted.</summary>
    public const long Exponentials = 11;

    public static readonly LayerKind[] Kinds = [new SoftmaxKind("LogSoftmax"), new SoftmaxKind("Softmax")];

    public override LayerCosts Apply(LayerCall call)
    {
        var axis = call.Axis("Axis", call.Input.Rank);
        return new LayerCosts(call.Input) { Reach = Reach.Along(axis - call.Input.Rank), Exponentials = checked(Exponentials * call.Input.Elements) };
    }
}
