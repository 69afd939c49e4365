namespace Burden.Generator.Costs.Analyses;

/// <summary>One kind of further figures, asked for by an attribute on a network.</summary>
/// <param name="kind">The attribute's name without <c>Attribute</c>.</param>
internal abstract class Analysis(string kind)
{
    private static readonly Analysis[] All = [new DecodingAnalysis(), new DeviceAnalysis(), new MemoryPlanAnalysis(), new ReceptiveFieldAnalysis(), new TrainingAnalysis()];

    /// <summary>The attribute's name without <c>Attribute</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>Works the figures out.</summary>
    /// <exception cref="FaultException">An argument can't be used with this network.</exception>
    /// <exception cref="OverflowException">A figure overflows Int64.</exception>
    public abstract AnalysisResult Measure(AnalysisCall call);

    public static Analysis? Find(string kind) => All.FirstOrDefault(a => a.Kind == kind);
}
