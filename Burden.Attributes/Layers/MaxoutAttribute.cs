namespace Burden;

/// <summary>The largest of each group of channels: <c>channels x ...</c> to <c>channels / pieces x ...</c>.</summary>
/// <remarks>FLOPs: input elements. Source: the published tables.</remarks>
/// <param name="pieces">How many channels a group has: an integer or an expression.</param>
public sealed class MaxoutAttribute(object pieces) : LayerAttribute
{
    /// <summary>How many channels a group has.</summary>
    public object Pieces { get; } = pieces;
}
