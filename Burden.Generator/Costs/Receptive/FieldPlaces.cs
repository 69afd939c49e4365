namespace Burden.Generator.Costs.Receptive;

/// <summary>Some places along an axis: all from one to another, or those of them that a kernel with gaps leaves.</summary>
internal sealed class FieldPlaces
{
    private readonly long[]? places;

    private FieldPlaces(long first, long last, long[]? places, bool isWhole)
    {
        First = first;
        Last = last;
        this.places = places;
        IsWhole = isWhole;
    }

    public long First { get; }

    public long Last { get; }

    /// <summary>Whether they are all places from the first to the last.</summary>
    public bool IsRange => places is null;

    /// <summary>Whether they came from a layer that sees the whole axis: places beyond the axis are then none at all.</summary>
    public bool IsWhole { get; }

    public static FieldPlaces Range(long first, long last, bool isWhole = false) => new(first, last, null, isWhole);

    /// <summary>The whole axis.</summary>
    public static FieldPlaces All(long size) => Range(0, size - 1, isWhole: true);

    /// <summary>Other places from one to another.</summary>
    public FieldPlaces Moved(long first, long last) => Range(first, last, IsWhole);

    /// <summary>The places that they are computed from.</summary>
    public FieldPlaces Through(Func<long, IEnumerable<long>> before) => Of(Each().SelectMany(before), IsWhole);

    public FieldPlaces With(FieldPlaces other) => Of(Each().Concat(other.Each()), IsWhole || other.IsWhole);

    /// <summary>What of them lies on an axis; its nearest end where none does.</summary>
    public FieldPlaces Clip(long size) => First >= 0 && Last < size ? this : Through(place => [Math.Min(Math.Max(place, 0), size - 1)]);

    private IEnumerable<long> Each()
    {
        if (places is not null)
        {
            return places;
        }

        return From(First, Last);

        static IEnumerable<long> From(long first, long last)
        {
            for (var place = first; place <= last; place++)
            {
                yield return place;
            }
        }
    }

    private static FieldPlaces Of(IEnumerable<long> places, bool isWhole)
    {
        var sorted = new SortedSet<long>(places);
        if (sorted.Count == 0)
        {
            // A value that no input reaches, such as between the strides of a transposed convolution.
            return new FieldPlaces(0, -1, [], isWhole);
        }

        return sorted.Max - sorted.Min + 1 == sorted.Count ? Range(sorted.Min, sorted.Max, isWhole) : new FieldPlaces(sorted.Min, sorted.Max, [.. sorted], isWhole);
    }
}
