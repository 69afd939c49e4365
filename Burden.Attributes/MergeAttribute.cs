namespace Burden;

/// <summary>A layer that combines several layers.</summary>
/// <remarks>Opening a chain it combines just those it names; later in a chain, the chain's value and those it names.</remarks>
public abstract class MergeAttribute : LayerAttribute
{
    /// <summary>Combines layers.</summary>
    /// <param name="layers">The names of the layers: <c>nameof(Residual), nameof(Shortcut)</c>.</param>
    protected MergeAttribute(params string[] layers) => Layers = layers;

    /// <summary>The names of the layers that are combined, in order.</summary>
    public string[] Layers { get; }
}
