namespace Burden.Generator.Layers;

/// <summary>One kind of layer: its parameters, and the rules for its shape and costs together.</summary>
/// <param name="name">The attribute's name without <c>Attribute</c>, PyTorch's for the layer where it has one.</param>
internal abstract class LayerKind(string name, Signature signature)
{
    /// <summary>The <see cref="Weights"/> of layers that hold a table of vectors.</summary>
    protected const string VectorTable = "vectors";

    public string Name { get; } = name;

    public Signature Signature { get; } = signature;

    /// <summary>Whether it combines the layers that its arguments name.</summary>
    public virtual bool IsMerge => false;

    /// <summary>Whether an argument's text is a word, such as an interpolation mode, rather than an expression.</summary>
    public virtual bool IsWord(string parameter, string text) => parameter == "Mode" || (parameter == "Padding" && text is ("same" or "valid"));

    /// <summary>What its weights are: layers whose weights are the same kind of thing can share them.</summary>
    public virtual string Weights => Name;

    /// <summary>How many inputs it takes at least; 0 for a kind that reads nothing and opens a chain.</summary>
    public virtual int MinInputs => 1;

    /// <summary>Works out the layer's output and costs.</summary>
    /// <exception cref="FaultException">The layer can't be computed from these inputs and arguments.</exception>
    /// <exception cref="OverflowException">A figure overflows Int64.</exception>
    public abstract LayerCosts Apply(LayerCall call);
}
