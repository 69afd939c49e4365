namespace Burden;

/// <summary>Batch normalisation of each channel: <c>channels x depth x height x width</c>, shape kept.</summary>
/// <remarks>Parameters: 2 x channels where it is affine. Buffers: 2 x channels, the running mean and variance (PyTorch's counter of batches is not a figure of the network). FLOPs: 0, as it is merged into its neighbour at inference; without running statistics it can't be, and counts as <see cref="InstanceNorm3dAttribute"/> does. The output is a feature of its own. Source: the published tables.</remarks>
public sealed class BatchNorm3dAttribute : LayerAttribute
{
    /// <summary>Whether it has a trainable scale and shift for each channel: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Affine { get; set; } = true;

    /// <summary>Whether it stores a running mean and variance: <c>true</c>, <c>false</c> or an expression.</summary>
    public object TrackRunningStats { get; set; } = true;
}
