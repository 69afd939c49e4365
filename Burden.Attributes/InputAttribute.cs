namespace Burden;

/// <summary>Declares a property as a further input of the network: <c>[Input(3)] public static partial Layer ImageInfo { get; }</c>.</summary>
/// <remarks>It does not become the next property's input; layers name it in <c>From</c> or in a merge.</remarks>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class InputAttribute : Attribute
{
    /// <summary>Declares a further input.</summary>
    /// <param name="shape">Its shape without the batch: integers or expressions.</param>
    public InputAttribute(params object[] shape) => Shape = shape;

    /// <summary>The input's shape, without the batch.</summary>
    public object[] Shape { get; }

    /// <summary>The type of its elements, such as <see cref="DataType.Int64"/> for token ids; by default the network's type of features.</summary>
    public DataType Type { get; set; }
}
