using System.Globalization;
using Burden.Generator.Graphs;

namespace Burden.Generator.Costs.Analyses;

/// <summary>A constant that an analysis adds to the generated code.</summary>
/// <param name="Value">A <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> or <see cref="string"/>.</param>
/// <param name="Meaning">What it is, as a sentence without its full stop, for its documentation.</param>
internal sealed record AnalysisConstant(string Name, object Value, string Meaning);

/// <summary>A limit that an analysis's attribute sets.</summary>
/// <param name="Rule">The number of the rule that reports more.</param>
/// <param name="Argument">The argument of the attribute that sets it.</param>
/// <param name="Amount">What the network has.</param>
/// <param name="Most">What it may have at most.</param>
/// <param name="Describe">The message, from how the amount relates to the limit: <c>21.7% over</c>, <c>95.0% of</c>.</param>
internal sealed record AnalysisLimit(int Rule, string Argument, double Amount, double Most, Func<string, string> Describe)
{
    public bool IsOver => Amount > Most;

    /// <summary>Whether the amount is over the limit, or near it.</summary>
    /// <param name="near">The share of a limit from which an amount is near it.</param>
    public bool IsReached(double near) => IsOver || (Amount > 0 && Amount >= near * Most);

    public string Message => Describe(IsOver
        ? $"{(100 * ((Amount / Most) - 1)).ToString("#,##0.0", CultureInfo.InvariantCulture)}% over"
        : $"{(100 * Amount / Most).ToString("0.0", CultureInfo.InvariantCulture)}% of");
}

/// <summary>What an analysis of a network came to.</summary>
/// <param name="Name">The name of its class in <c>Cost</c>.</param>
/// <param name="Summary">What it found, as a sentence without its full stop: for the documentation of the class and of the network.</param>
/// <param name="Constants">The constants of that class; none where it only adds to those of layers.</param>
internal sealed record AnalysisResult(string Name, string Summary, IReadOnlyList<AnalysisConstant> Constants)
{
    /// <summary>What it adds to the constants of a layer.</summary>
    public Func<GraphLayer, IReadOnlyList<AnalysisConstant>> OfLayer { get; init; } = static _ => [];

    /// <summary>The limits that the attribute sets.</summary>
    public IReadOnlyList<AnalysisLimit> Limits { get; init; } = [];

    /// <summary>The attribute that asked for it.</summary>
    public AnalysisRequest? Request { get; init; }
}
