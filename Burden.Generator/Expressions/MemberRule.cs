namespace Burden.Generator.Expressions;

/// <summary>What a member of a layer is: a dimension of its shape, or a figure of the whole.</summary>
internal sealed class MemberRule
{
    private static readonly MemberRule[] All =
    [
        Dimension("Channels", 0),
        Dimension("Length", 0),
        Dimension("Depth", -3),
        Dimension("Height", -2),
        Dimension("Width", -1),
        Dimension("Features", -1),
        new("Elements", 0, static layer => layer.Shape.Elements),
        new("Rank", 0, static layer => layer.Shape.Rank),
        new("Count", 0, static layer => layer.Shape.Count) { OfTuples = true },
    ];

    private MemberRule(string name, int leastRank, Func<LayerValue, long> of)
        => (Name, LeastRank, Of) = (name, leastRank, of);

    /// <summary>The names of all members.</summary>
    public static IEnumerable<string> Names => All.Select(static m => m.Name);

    public string Name { get; }

    /// <summary>How many dimensions the layer must have.</summary>
    public int LeastRank { get; }

    /// <summary>The value; throws an <see cref="OverflowException"/> where it overflows Int64.</summary>
    public Func<LayerValue, long> Of { get; }

    /// <summary>Whether tuples have it too.</summary>
    public bool OfTuples { get; private init; }

    public static MemberRule? Find(string name) => Array.Find(All, m => m.Name == name);

    private static MemberRule Dimension(string name, int axis) => axis < 0
        ? new MemberRule(name, -axis, layer => layer.Shape[layer.Shape.Rank + axis])
        : new MemberRule(name, axis + 1, layer => layer.Shape[axis]);
}
