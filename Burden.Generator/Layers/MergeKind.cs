namespace Burden.Generator.Layers;

/// <summary>A layer that combines several: its <c>params</c> arguments name them.</summary>
internal abstract class MergeKind(Signature signature) : LayerKind(signature)
{
    /// <summary>The name of the <c>params</c> parameter that every merge has.</summary>
    public const string LayersParameter = "layers";

    public sealed override bool IsMerge => true;

    public override int MinInputs => 2;

    /// <summary>What is said of a merge of fewer layers than it needs.</summary>
    public static string TooFew(string name, int count, int least)
        => $"{name} combines {count} layer; expected at least {least} (opening a chain, it combines just those it names)";

    protected static Signature Layers => Signature.Variadic(LayersParameter);
}
