using Burden.Generator.Helpers;

namespace Burden.Generator.Model;

/// <summary>The settings of the <c>[Report]</c> attribute; null where they are not given.</summary>
internal sealed record ReportSettings
{
    /// <summary>The layer whose features are computed.</summary>
    public string? At { get; init; }

    /// <summary>The inputs whose sizes vary; empty for the main input alone.</summary>
    public EquatableArray<string> Inputs { get; init; } = [];

    /// <summary>The names of <c>forward</c>'s parameters, where the network is code; empty for a declared one.</summary>
    public EquatableArray<string> Parameters { get; init; } = [];

    /// <summary>Whether the compiler rejects the attribute and reports it.</summary>
    public bool IsRejected { get; init; }

    public EquatableArray<double>? Scales { get; init; }

    public EquatableArray<long>? Lengths { get; init; }

    /// <summary>Which dimension the length is.</summary>
    public long? LengthAxis { get; init; }

    public long? Batch { get; init; }

    public EquatableArray<long>? Batches { get; init; }

    /// <summary>Arguments whose value is not known.</summary>
    public EquatableArray<Fault> Faults { get; init; } = [];
}
