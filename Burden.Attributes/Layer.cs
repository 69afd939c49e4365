namespace Burden;

/// <summary>The costs of one declared layer. Implemented by the generator for <c>partial</c> properties.</summary>
public readonly struct Layer
{
    /// <summary>The name of the network's or module's input.</summary>
    public const string Input = "Input";

    /// <summary>Creates a layer's costs; generated code calls it.</summary>
    /// <param name="name">The property's name.</param>
    /// <param name="output">The output's shape, dimensions joined by <c>x</c>.</param>
    /// <param name="parameters">Trainable parameters.</param>
    /// <param name="buffers">Stored values that are not trained.</param>
    /// <param name="parameterBytes">Bytes of parameters and buffers.</param>
    /// <param name="featureElements">Values of all features.</param>
    /// <param name="featureBytes">Bytes of all features.</param>
    /// <param name="macs">Multiply-adds.</param>
    /// <param name="flops">Floating-point operations.</param>
    /// <param name="trafficBytes">Bytes that the layer reads and writes.</param>
    public Layer(string name, string output, long parameters, long buffers, long parameterBytes, long featureElements, long featureBytes, long macs, long flops, long trafficBytes)
    {
        Name = name;
        OutputShape = output;
        Parameters = parameters;
        Buffers = buffers;
        ParameterBytes = parameterBytes;
        FeatureElements = featureElements;
        FeatureBytes = featureBytes;
        Macs = macs;
        Flops = flops;
        TrafficBytes = trafficBytes;
    }

    /// <summary>The property's name.</summary>
    public string Name { get; }

    /// <summary>The shape of the output without the batch: dimensions joined by <c>x</c>, <c>64x112x112</c>.</summary>
    public string OutputShape { get; }

    /// <summary>Trainable parameters: what PyTorch's <c>parameters()</c> counts.</summary>
    public long Parameters { get; }

    /// <summary>Stored values that are not trained, such as batch norm's running mean and variance.</summary>
    public long Buffers { get; }

    /// <summary>Bytes of parameters and buffers.</summary>
    public long ParameterBytes { get; }

    /// <summary>Values of all features that the layer computes in one forward pass.</summary>
    public long FeatureElements { get; }

    /// <summary>Bytes of all features that the layer computes in one forward pass.</summary>
    public long FeatureBytes { get; }

    /// <summary>Multiply-adds of convolutions, linear layers and matrix products.</summary>
    public long Macs { get; }

    /// <summary>Floating-point operations; a fused multiply-add is one.</summary>
    public long Flops { get; }

    /// <summary>Bytes of weights, inputs and outputs that the layer reads and writes, if nothing stays in a cache between two layers.</summary>
    public long TrafficBytes { get; }
}
