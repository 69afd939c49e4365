namespace Burden;

/// <summary>Declares a class, or what a static member returns, as a neural network whose costs are known while it is being typed.</summary>
/// <remarks>
/// <para>The class must be <c>partial</c>. Its properties of type <see cref="Layer"/> that have layer attributes are the
/// network's layers, in declaration order. A network that derives from another inherits that one's layers.</para>
/// <para>A class that derives from TorchSharp's <c>Module</c> is read as it stands. So is a static method or property that
/// returns such a module: its constants are in the containing class, under the member's name:
/// <c>Models.Cost.ResNet50.Flops</c>.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>Declares a network.</summary>
    /// <param name="input">
    /// The shape of one input without the batch: <c>channels, height, width</c> of an image, <c>length, features</c> of a
    /// sequence, or any other rank. A derived network that leaves it out has its base's input.
    /// </param>
    public NetworkAttribute(params int[] input) => Input = input;

    /// <summary>The shape of one input, without the batch.</summary>
    public int[] Input { get; }

    /// <summary>The name in reports; by default the class's name.</summary>
    public string? Name { get; set; }

    /// <summary>How many inputs run at once. Features, MACs and FLOPs are multiplied by it; parameters are not.</summary>
    public int Batch { get; set; } = 1;

    /// <summary>The type that parameters and buffers are stored in.</summary>
    public DataType ParameterType { get; set; } = DataType.Float32;

    /// <summary>
    /// The type of the input's elements: <see cref="DataType.Int64"/> for token ids. By default that of the features, and
    /// <see cref="DataType.Float32"/> where the network is a TorchSharp module.
    /// </summary>
    public DataType InputType { get; set; } = DataType.Float32;

    /// <summary>The type that features are stored in, and the input where <see cref="InputType"/> states no other.</summary>
    public DataType FeatureType { get; set; } = DataType.Float32;

    /// <summary>Whether FLOPs include exponentials: 11 for each output of a softmax and 3 of a sigmoid; by default none.</summary>
    public bool CountExponentials { get; set; }
}
