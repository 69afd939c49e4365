using System.Text;
using Burden.Generator.Helpers;

namespace Burden.Generator.Model;

/// <summary>
/// The shape of a feature, without the batch: dimensions as PyTorch orders them (channels first), and how many such
/// features one input yields (<see cref="Count"/>: regions of interest, attention windows), which is 1 for nearly all.
/// </summary>
internal sealed class Shape(EquatableArray<long> dimensions, long count = 1) : IEquatable<Shape>
{
    /// <summary>The most dimensions a shape may have: more is a typo.</summary>
    public const int MaxRank = 8;

    public EquatableArray<long> Dimensions { get; } = dimensions;

    public long Count { get; } = count;

    public int Rank => Dimensions.Count;

    public long Channels => Dimensions[0];

    public long this[int axis] => Dimensions[axis];

    /// <summary>The values of one item: the product of the dimensions.</summary>
    public long ItemElements => Dimensions.Product();

    /// <summary>The values of all items.</summary>
    public long Elements => checked(Count * ItemElements);

    /// <summary>The dimensions after the channels: height and width of an image.</summary>
    public EquatableArray<long> Spatial => Dimensions.RemoveAt(0);

    public static Shape Of(params long[] dimensions) => new([.. dimensions]);

    /// <summary>The same number of items, each of other dimensions.</summary>
    public Shape With(EquatableArray<long> dimensions) => new(dimensions, Count);

    /// <summary>The same dimensions with another number of channels.</summary>
    public Shape WithChannels(long channels) => new(Dimensions.SetItem(0, channels), Count);

    public Shape WithCount(long count) => new(Dimensions, count);

    public bool Equals(Shape? other) =>
        other is not null && Count == other.Count && Dimensions.Equals(other.Dimensions);

    public override bool Equals(object? obj) => Equals(obj as Shape);

    public override int GetHashCode() => unchecked((Dimensions.GetHashCode() * 31) + Count.GetHashCode());

    /// <summary>The dimensions joined by <c>x</c>, the count of items first where it is not 1: <c>79x512x7x7</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Count != 1)
        {
            text.Append(Text.Of(Count)).Append('x');
        }

        for (var i = 0; i < Rank; i++)
        {
            text.Append(i == 0 ? "" : "x").Append(Text.Of(this[i]));
        }

        return text.ToString();
    }
}
