namespace Burden;

/// <summary>Which weights of a quantised tensor share a scale.</summary>
public enum Granularity
{
    /// <summary>Those of an output channel: of a row of a matrix, a filter of a convolution, a vector of an embedding.</summary>
    PerChannel,
    /// <summary>All of them.</summary>
    PerTensor,
}
