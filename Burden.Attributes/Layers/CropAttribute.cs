namespace Burden;

/// <summary>Cuts a map to a size: <c>channels x height x width</c> to <c>channels x size</c>.</summary>
/// <remarks>FLOPs: 0. The output is a feature of its own. Source: the published tables.</remarks>
/// <param name="size">The spatial size: a number, a tuple with one for each axis, or the name of a layer that has it.</param>
public sealed class CropAttribute(object size) : LayerAttribute
{
    /// <summary>The spatial size.</summary>
    public object Size { get; } = size;
}
