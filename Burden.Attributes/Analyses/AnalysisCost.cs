namespace Burden;

/// <summary>The figures of one analysis of a network, in one value.</summary>
public sealed class AnalysisCost
{
    private readonly AnalysisFigure[] figures;

    /// <summary>Gathers an analysis's figures; generated code calls it.</summary>
    /// <param name="name">The name of its class in <c>Cost</c>.</param>
    /// <param name="figures">Its figures.</param>
    public AnalysisCost(string name, params AnalysisFigure[] figures)
    {
        Name = name;
        this.figures = figures;
    }

    /// <summary>The name of its class in <c>Cost</c>: <c>MemoryPlan</c>.</summary>
    public string Name { get; }

    /// <summary>Its figures, in the order of the constants.</summary>
    public IReadOnlyList<AnalysisFigure> Figures => figures;
}
