using System.Globalization;

namespace Burden;

/// <summary>The costs of one expanded layer of a network.</summary>
public readonly struct LayerCost
{
    private readonly TableRow row;
    private readonly int parameterBits;
    private readonly int featureBits;
    private readonly int number;

    internal LayerCost(TableRow row, int number, int parameterBits, int featureBits)
    {
        this.row = row;
        this.number = number;
        this.parameterBits = parameterBits;
        this.featureBits = featureBits;
    }

    /// <summary>The layer's path: <c>Stage1.0.Reduce.Conv2d</c>.</summary>
    public string Path => row.Path();

    /// <summary>
    /// The layer's kind: <c>Conv2d</c>. If the row doesn't contain it, it is the last part of the path without its number.
    /// </summary>
    public string Kind
    {
        get
        {
            if (row.TextOrNull(9) is { } stated)
            {
                return stated;
            }

            var path = Path;
            var kind = path.Substring(path.LastIndexOf('.') + 1);
            var underscore = kind.LastIndexOf('_');
            return underscore > 0 && int.TryParse(kind.Substring(underscore + 1), out _) ? kind.Substring(0, underscore) : kind;
        }
    }

    /// <summary>The output's shape without the batch: dimensions joined by <c>x</c>, <c>64x112x112</c>.</summary>
    public string OutputShape => row.Text(1);

    /// <summary>
    /// The layers whose outputs it reads, by their numbers in the table; -1 is the network's input, -2 its second one.
    /// </summary>
    public IReadOnlyList<int> Reads
    {
        get
        {
            switch (row.TextOrNull(8))
            {
                case null:
                    return [number - 1];
                case "-":
                    return [];
                case var distances:
                    var texts = distances.Split(',');
                    var reads = new int[texts.Length];
                    for (var i = 0; i < reads.Length; i++)
                    {
                        reads[i] = number - int.Parse(texts[i], NumberStyles.None, CultureInfo.InvariantCulture);
                    }

                    return reads;
            }
        }
    }

    /// <summary>Trainable parameters.</summary>
    public long Parameters => row.Number(2);

    /// <summary>Stored values that are not trained.</summary>
    public long Buffers => row.Number(3);

    /// <summary>Bytes of parameters and buffers.</summary>
    public long ParameterBytes => row.NumberOr(10, Bytes(Parameters + Buffers, parameterBits));

    /// <summary>Values of the features that the layer computes.</summary>
    public long FeatureElements => row.Number(4);

    /// <summary>Bytes of the features that the layer computes.</summary>
    public long FeatureBytes => row.NumberOr(11, Bytes(FeatureElements, featureBits));

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
