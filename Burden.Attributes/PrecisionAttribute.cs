namespace Burden;

/// <summary>
/// States the types of parameters and features, of a network, a module, a custom layer or a layer property. Integers of up
/// to 16 bits are quantised values: their scales and zero points are counted with them.
/// </summary>
/// <remarks>
/// What it leaves out is as around it: the attribute on a layer property goes before that on the class of the module or custom
/// layer that it applies, and that before what is stated around the property. A derived class has its base's, as far as its own
/// leaves it out. Where a layer reads features of another type than its own, they are converted, as runtimes do: a layer
/// <c>Quantize</c>, <c>Dequantize</c>, <c>Requantize</c> or <c>Cast</c> stands before it.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class PrecisionAttribute : Attribute
{
    /// <summary>
    /// The type of parameters. If it is an integer of up to 16 bits, weights (tensors of two and more dimensions) are quantised;
    /// norms and other vectors stay floating-point, and biases have the type of <see cref="Biases"/>.
    /// </summary>
    public DataType Parameters { get; set; }

    /// <summary>The type of features. If it is an integer of up to 16 bits, each feature has a scale, and a zero point but for 16 bits.</summary>
    public DataType Features { get; set; }

    /// <summary>
    /// The type of biases beside quantised weights. By default <see cref="DataType.Int32"/> where features are integers of 8 or
    /// 4 bits, <see cref="DataType.Int64"/> where they are of 16, and the features' type where that is floating-point.
    /// </summary>
    public DataType Biases { get; set; }

    /// <summary>How many scales a quantised weight has: by default one for each output channel.</summary>
    public Granularity Granularity { get; set; } = Granularity.PerChannel;

    /// <summary>
    /// A scale for each group of so many weights of an output channel, as GPTQ, AWQ and GGUF have them: it must divide the weights
    /// of a channel. 0 for no groups.
    /// </summary>
    public int GroupSize { get; set; }

    /// <summary>The type of scales: by default <see cref="DataType.Float32"/>.</summary>
    public DataType Scales { get; set; } = DataType.Float32;

    /// <summary>Whether the zero of quantised weights is 0, so that no zero points are stored: by default true.</summary>
    public bool Symmetric { get; set; } = true;

    /// <summary>The type of the weights' zero points, one beside each scale: by default the weights' own type. Stating it means <c>Symmetric = false</c>.</summary>
    public DataType ZeroPoints { get; set; }
}
