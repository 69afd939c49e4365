namespace Burden;

/// <summary>Interleaves groups of channels; shape kept.</summary>
/// <remarks>FLOPs: 0. The output is a feature of its own. Source: PyTorch.</remarks>
/// <param name="groups">How many groups the channels are split into: an integer or an expression.</param>
public sealed class ChannelShuffleAttribute(object groups) : LayerAttribute
{
    /// <summary>How many groups the channels are split into.</summary>
    public object Groups { get; } = groups;
}
