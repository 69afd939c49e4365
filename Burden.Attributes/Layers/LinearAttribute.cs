namespace Burden;

/// <summary>A fully connected layer on the last dimension: <c>... x features</c> to <c>... x outFeatures</c>.</summary>
/// <remarks>Parameters: features x outFeatures, and outFeatures with a bias. FLOPs: output elements x features, and output elements with a bias. Source: the published tables.</remarks>
/// <param name="outFeatures">The number of outputs: an integer or an expression.</param>
public sealed class LinearAttribute(object outFeatures) : LayerAttribute
{
    /// <summary>The number of outputs.</summary>
    public object OutFeatures { get; } = outFeatures;

    /// <summary>Whether each output has a bias: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Bias { get; set; } = true;
}
