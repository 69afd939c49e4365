namespace Burden;

/// <summary>What one expanded layer of a network costs.</summary>
public readonly struct LayerCost
{
    private readonly TableRow row;
    private readonly int parameterBits;
    private readonly int featureBits;

    internal LayerCost(TableRow row, int parameterBits, int featureBits)
    {
        this.row = row;
        this.parameterBits = parameterBits;
        this.featureBits = featureBits;
    }

    /// <summary>The way to the layer: <c>Stage1.0.Reduce.Conv2d</c>.</summary>
    public string Path => row.Path();

    /// <summary>The layer's kind, the last part of its path without a number: <c>Conv2d</c>.</summary>
    public string Kind
    {
        get
        {
            var path = Path;
            var kind = path.Substring(path.LastIndexOf('.') + 1);
            var underscore = kind.LastIndexOf('_');
            return underscore > 0 && int.TryParse(kind.Substring(underscore + 1), out _) ? kind.Substring(0, underscore) : kind;
        }
    }

    /// <summary>The output's shape without the batch: dimensions joined by <c>x</c>, <c>64x112x112</c>.</summary>
    public string OutputShape => row.Text(1);

    /// <summary>Trainable parameters.</summary>
    public long Parameters => row.Number(2);

    /// <summary>Stored values that are not trained.</summary>
    public long Buffers => row.Number(3);

    /// <summary>Bytes of parameters and buffers.</summary>
    public long ParameterBytes => row.NumberOr(8, Bytes(Parameters + Buffers, parameterBits));

    /// <summary>Values of the features that the layer computes.</summary>
    public long FeatureElements => row.Number(4);

    /// <summary>Bytes of the features that the layer computes.</summary>
    public long FeatureBytes => row.NumberOr(9, Bytes(FeatureElements, featureBits));

    /// <summary>Multiply-adds.</summary>
    public long Macs => row.Number(5);

    /// <summary>Floating-point operations.</summary>
    public long Flops => row.Number(6);

    /// <summary>Bytes of weights, inputs and outputs that the layer reads and writes, if nothing stays in a cache between two layers.</summary>
    public long TrafficBytes => row.Number(7);

    /// <summary>The path and the FLOPs.</summary>
    public override string ToString() => $"{Path}: {Flops} FLOPs";

    private static long Bytes(long values, int bits) => bits >= 8 ? values * (bits / 8) : (values / 2) + (values % 2);
}
