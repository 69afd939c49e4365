using Burden.Generator.Layers;

namespace Burden.Onnx.Values;

/// <summary>What a tensor that the file stores is for.</summary>
internal enum StoredRole
{
    /// <summary>No weight: a shape, indices, a mask, a bound, a number in a formula.</summary>
    None,
    /// <summary>Stored and not trained: the statistics of a batch norm, the scales of a quantisation.</summary>
    Buffer,
    /// <summary>A weight.</summary>
    Parameter,
}

/// <summary>A tensor that the file stores: an initializer, or the value of a Constant node.</summary>
/// <param name="name">Its name in the file.</param>
internal sealed class StoredTensor(string name, ElementType type, IReadOnlyList<long> sizes, StoredRole role)
{
    public string Name { get; } = name;

    public StoredRole Role { get; } = role;

    public IReadOnlyList<long> Sizes { get; } = sizes;

    public ElementType Type { get; } = type;

    /// <summary>Whether a node counts it already.</summary>
    public bool IsCounted { get; set; }

    /// <summary>As a weight of the node that counts it.</summary>
    public Weight Weight => new(Name, Sizes.ToEquatableArray(), Role == StoredRole.Parameter) { Type = Type.Counted() };
}
