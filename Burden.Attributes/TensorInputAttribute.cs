namespace Burden;

/// <summary>Declares a further tensor that <c>forward</c> of a TorchSharp module takes, after the one that <c>[Network]</c> declares and in the order of the parameters.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public sealed class TensorInputAttribute : Attribute
{
    /// <summary>Declares a further tensor.</summary>
    /// <param name="shape">Its shape without the batch, which is its first dimension.</param>
    public TensorInputAttribute(params int[] shape) => Shape = shape;

    /// <summary>The tensor's shape, without the batch.</summary>
    public int[] Shape { get; }

    /// <summary>The type of its elements: <see cref="DataType.Int64"/> for token ids.</summary>
    public DataType Type { get; set; } = DataType.Float32;
}
