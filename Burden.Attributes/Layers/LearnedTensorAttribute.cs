namespace Burden;

/// <summary>Learned values that no input changes, such as the queries of a detection transformer. It opens a chain and reads nothing.</summary>
/// <remarks>Parameters: the product of the sizes. FLOPs: 0. No feature: the values lie in the parameters. Source: PyTorch (<c>nn.Parameter</c>).</remarks>
/// <param name="shape">The sizes: integers or expressions.</param>
public sealed class LearnedTensorAttribute(params object[] shape) : LayerAttribute
{
    /// <summary>The sizes.</summary>
    public object[] Shape { get; } = shape;
}
