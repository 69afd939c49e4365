using Burden.Generator.Helpers;

namespace Burden.Generator.Model;

/// <summary>An attribute on a network that asks for further figures.</summary>
/// <param name="Kind">The attribute's name without <c>Attribute</c>: <c>MemoryPlan</c>.</param>
/// <param name="Owner">The id of the class that it stands on: the network, or one that it derives from.</param>
/// <param name="Index">Which of the analyses of that class it is; -1 for one on the assembly, whose faults are reported at the network.</param>
/// <param name="Arguments">Its arguments, the constructor's first, under the names of their parameters.</param>
internal sealed record AnalysisRequest(string Kind, string Owner, int Index, EquatableArray<NamedConstant> Arguments)
{
    /// <summary>Arguments whose value is not known.</summary>
    public EquatableArray<Fault> Faults { get; init; } = [];

    /// <summary>Whether the compiler rejects the attribute, and reports why.</summary>
    public bool IsRejected { get; init; }

    /// <summary>Where a fault of it is reported.</summary>
    /// <param name="argument">The argument that causes it; null for the attribute.</param>
    public Place PlaceOf(string? argument, int item = -1) => Index < 0 ? new Place(Owner) : new Place(Owner, null, Place.Analysis - Index, Item: item, Named: argument);
}
