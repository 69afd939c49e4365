namespace Burden;

/// <summary>
/// A layer of a network or module. The attributes on one <see cref="Layer"/> property form a chain, left to right; the
/// first takes the previous property's output.
/// </summary>
/// <remarks>
/// To declare a layer kind of your own, derive from this class (or from <see cref="MergeAttribute"/> for one that combines
/// layers) and state its rules as constant strings named <c>Output</c>, <c>Parameters</c>, <c>Macs</c> and <c>Flops</c>,
/// and where they differ from the usual <c>Buffers</c>, <c>FeatureElements</c>, <c>InPlace</c> and <c>ElementType</c>:
/// expressions over the constructor's parameters, the settable properties and the shapes of its inputs (docs/language.md,
/// "Custom layers").
/// </remarks>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>The name of the network's or module's input, for <see cref="From"/> and merges.</summary>
    protected const string Input = Layer.Input;

    /// <summary>The layer whose output this one takes instead of the previous one's: <c>From = nameof(Stem)</c>.</summary>
    public string? From { get; set; }

    /// <summary>How many copies of this layer follow each other, each with parameters of its own: an integer or an expression.</summary>
    public object Repeat { get; set; } = 1;

    /// <summary>
    /// The layer whose parameters this one uses: it is computed again, its parameters are counted once.
    /// The named property must hold a layer of the same kind whose weights have the same shapes; an embedding and a linear
    /// layer can share too, as in language models. Tensors that the named layer lacks, such as a bias, stay this layer's own.
    /// </summary>
    public string? SharesWith { get; set; }

    /// <summary>Whether <see cref="SharesWith"/> shares biases too, where both layers have one: <c>true</c>, <c>false</c> or an expression.</summary>
    public object SharesBias { get; set; } = true;

    /// <summary>
    /// Whether the layer is built and never run, as an auxiliary head is at inference: its parameters and
    /// buffers are counted, it computes nothing and has no features. The layers after it in its chain are not run either.
    /// </summary>
    public bool ParametersOnly { get; set; }

    /// <summary>
    /// The type of the values that the layer yields; by default the network's type of features, or the input's type where the
    /// layer only moves values. Nothing is converted for it: what reads the layer reads values of this type.
    /// </summary>
    public DataType OutputType { get; set; }
}
