namespace Burden;

/// <summary>The cost of computing a layer's features at one size of the input.</summary>
public readonly struct ReportRow
{
    /// <summary>Creates a row; generated code calls it.</summary>
    /// <param name="scale">The factor on the input's height and width; 1 where they don't vary.</param>
    /// <param name="length">The input's length; 0 where it doesn't vary.</param>
    /// <param name="batch">How many inputs are computed at once.</param>
    /// <param name="input">The input's shape.</param>
    /// <param name="output">The features' shape.</param>
    /// <param name="featureBytes">Bytes of all features computed.</param>
    /// <param name="flops">Floating-point operations.</param>
    public ReportRow(double scale, long length, long batch, string input, string output, long featureBytes, long flops)
    {
        Scale = scale;
        Length = length;
        Batch = batch;
        InputShape = input;
        OutputShape = output;
        FeatureBytes = featureBytes;
        Flops = flops;
    }

    /// <summary>The factor on the input's height and width; 1 where they don't vary.</summary>
    public double Scale { get; }

    /// <summary>The input's length; 0 where it doesn't vary.</summary>
    public long Length { get; }

    /// <summary>How many inputs are computed at once.</summary>
    public long Batch { get; }

    /// <summary>The input's shape without the batch: <c>3x112x112</c>.</summary>
    public string InputShape { get; }

    /// <summary>The features' shape without the batch: <c>2048x4x4</c>.</summary>
    public string OutputShape { get; }

    /// <summary>Bytes of all features computed for the whole batch.</summary>
    public long FeatureBytes { get; }

    /// <summary>Floating-point operations for the whole batch.</summary>
    public long Flops { get; }
}
