using Burden.Generator.Helpers;

namespace Burden.Generator.Model;

/// <summary>Which weights share a scale: the same names and values as <c>Burden.Granularity</c>.</summary>
internal enum Granularity
{
    PerChannel,
    PerTensor,
}

/// <summary>A <c>[Precision]</c> attribute as it is written.</summary>
/// <param name="Place">The attribute.</param>
internal sealed record PrecisionUse(Place Place, EquatableArray<Argument> Arguments)
{
    /// <summary>Arguments whose value is not known.</summary>
    public EquatableArray<Fault> Faults { get; init; } = [];

    /// <summary>Whether the compiler rejects the attribute, and reports why.</summary>
    public bool IsRejected { get; init; }
}

/// <summary>The types that a part of a network is stored and computed in; null is what is stated around it, and around all the network's own settings.</summary>
internal sealed record PrecisionSettings
{
    public DataType? Parameters { get; init; }

    public DataType? Features { get; init; }

    public DataType? Biases { get; init; }

    public Granularity? Granularity { get; init; }

    /// <summary>How many weights of a channel share a scale; 0 for no groups.</summary>
    public long? GroupSize { get; init; }

    public DataType? Scales { get; init; }

    public bool? Symmetric { get; init; }

    public DataType? ZeroPoints { get; init; }

    /// <summary>Whether parameters are quantised.</summary>
    public bool IsQuantized => Parameters?.IsQuantized() == true;

    /// <summary>The type of zero points; null where there are none.</summary>
    public DataType? ZeroPointType => Symmetric == false || ZeroPoints is not null ? ZeroPoints ?? Parameters : null;

    /// <summary>These, and what they leave out from around.</summary>
    public PrecisionSettings Over(PrecisionSettings? outer)
    {
        if (outer is null)
        {
            return this;
        }

        // Groups are a granularity, and a zero point's type says that there are zero points.
        var groups = Granularity is null && GroupSize is null ? outer : this;
        var zeros = Symmetric is null && ZeroPoints is null ? outer : this;
        return new PrecisionSettings
        {
            Parameters = Parameters ?? outer.Parameters,
            Features = Features ?? outer.Features,
            Biases = Biases ?? outer.Biases,
            Granularity = groups.Granularity,
            GroupSize = groups.GroupSize,
            Scales = Scales ?? outer.Scales,
            Symmetric = zeros.Symmetric,
            ZeroPoints = zeros.ZeroPoints,
        };
    }

    /// <summary>Settings over others, of which either may be none.</summary>
    public static PrecisionSettings? Over(PrecisionSettings? inner, PrecisionSettings? outer) => inner is null ? outer : inner.Over(outer);

    /// <summary>Whether weights are stored in the same way: such layers can share them.</summary>
    public static bool StoreAlike(PrecisionSettings? first, PrecisionSettings? second)
        => first?.Parameters == second?.Parameters
            && (first is not { IsQuantized: true } || second is null
                || ((first.Granularity ?? default) == (second.Granularity ?? default) && (first.GroupSize ?? 0) == (second.GroupSize ?? 0)
                    && (first.Scales ?? DataType.Float32) == (second.Scales ?? DataType.Float32) && first.ZeroPointType == second.ZeroPointType));
}
