using Burden.Generator.Graphs;

namespace Burden.Generator.Costs.Analyses;

/// <summary>A constant that an analysis adds to the generated code.</summary>
/// <param name="Value">A <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> or <see cref="string"/>.</param>
/// <param name="Meaning">What it is, as a sentence without its full stop, for its documentation.</param>
internal sealed record AnalysisConstant(string Name, object Value, string Meaning);

/// <summary>A limit that a network doesn't keep.</summary>
/// <param name="Rule">The number of the rule that reports it.</param>
/// <param name="Argument">The argument of the attribute that sets the limit.</param>
internal sealed record AnalysisBreach(int Rule, string Message, string Argument);

/// <summary>What an analysis of a network came to.</summary>
/// <param name="Name">The name of its class in <c>Cost</c>.</param>
/// <param name="Summary">What it found, as a sentence without its full stop: for the documentation of the class and of the network.</param>
/// <param name="Constants">The constants of that class; none where it only adds to those of layers.</param>
internal sealed record AnalysisResult(string Name, string Summary, IReadOnlyList<AnalysisConstant> Constants)
{
    /// <summary>What it adds to the constants of a layer.</summary>
    public Func<GraphLayer, IReadOnlyList<AnalysisConstant>> OfLayer { get; init; } = static _ => [];

    /// <summary>The limits of the attribute that the network doesn't keep.</summary>
    public IReadOnlyList<AnalysisBreach> Breaches { get; init; } = [];

    /// <summary>The attribute that asked for it.</summary>
    public AnalysisRequest? Request { get; init; }
}
