namespace Burden;

/// <summary>The costs of one declared layer. Implemented by the generator for <c>partial</c> properties.</summary>
public readonly struct Layer
{
    /// <summary>The name of the network's or module's input.</summary>
    public const string Input = "Input";

    // One constant string: a compiler takes longer over ten literals, and most programs never read them.
    private readonly string? row;

    /// <summary>Wraps a layer's costs; generated code calls it.</summary>
    /// <param name="row">
    /// The fields, parted by <c>|</c>: name, shape of the output, and each figure below in its order. -1 is an unknown figure.
    /// </param>
    public Layer(string row) => this.row = row;

    /// <summary>The property's name.</summary>
    public string Name => row is null ? "" : Row.Text(0);

    /// <summary>The shape of the output without the batch: dimensions joined by <c>x</c>, <c>64x112x112</c>.</summary>
    public string OutputShape => row is null ? "" : Row.Text(1);

    /// <summary>Trainable parameters: what PyTorch's <c>parameters()</c> counts.</summary>
    public long Parameters => Figure(0);

    /// <summary>Stored values that are not trained, such as batch norm's running mean and variance.</summary>
    public long Buffers => Figure(1);

    /// <summary>Bytes of parameters and buffers.</summary>
    public long ParameterBytes => Figure(2);

    /// <summary>Values of all features that the layer computes in one forward pass.</summary>
    public long FeatureElements => Figure(3);

    /// <summary>Bytes of all features that the layer computes in one forward pass.</summary>
    public long FeatureBytes => Figure(4);

    /// <summary>Multiply-adds of convolutions, linear layers and matrix products.</summary>
    public long Macs => Figure(5);

    /// <summary>Floating-point operations; a fused multiply-add is one.</summary>
    public long Flops => Figure(6);

    /// <summary>Bytes of weights, inputs and outputs that the layer reads and writes, if nothing stays in a cache between two layers.</summary>
    public long TrafficBytes => Figure(7);

    private TableRow Row => TableRow.Of(row!);

    private long Figure(int number) => row is null ? 0 : Row.Number(number + 2);
}
