namespace Burden.Generator.Layers;

/// <summary>A layer that combines several: its <c>params</c> arguments name them.</summary>
internal abstract class MergeKind(Signature signature) : LayerKind(signature)
{
    /// <summary>The name of the <c>params</c> parameter that every merge has.</summary>
    public const string LayersParameter = "layers";

    public sealed override bool IsMerge => true;

    public override int MinInputs => 2;

    protected static Signature Layers => Signature.Variadic(LayersParameter);
}
