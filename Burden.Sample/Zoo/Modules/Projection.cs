namespace Burden.Sample.Zoo;

/// <summary>
/// The shortcut of a residual block: a 1x1 convolution with batch norm where the block changes the shape, elsewhere the
/// input itself.
/// </summary>
/// <param name="outChannels">The channels that the block yields.</param>
internal sealed class ProjectionAttribute(object outChannels) : ModuleAttribute
{
    /// <summary>The block's stride.</summary>
    public object Stride { get; set; } = 1;

    [When($"{nameof(Stride)} > 1 || Input.Channels != {nameof(outChannels)}")]
    [ConvBN(nameof(outChannels), 1, Stride = nameof(Stride))]
    Layer Output { get; }
}
