using System.Runtime.CompilerServices;
using Burden.Generator.Binding;
using Burden.Generator.Costs.Analyses;
using Burden.Generator.Expansion;
using Burden.Generator.Graphs;

namespace Burden.Generator.Costs;

/// <summary>A network expanded, counted and checked: once for the generator and all analyzers.</summary>
internal sealed class Costing
{
    // Weak: reading an unchanged network yields the same declaration, and so the same costing.
    private static readonly ConditionalWeakTable<NetworkDeclaration, Costing> Known = new();

    private IReadOnlyList<Fault>? faults;
    private readonly Func<IReadOnlyList<Fault>> findFaults;

    private Costing(NetworkDeclaration declaration, CancellationToken cancellation)
    {
        if (declaration.Code is CodeGraph code)
        {
            DeclaredFaults = [.. SettingsChecker.Check(declaration), .. PrecisionBinder.Bind(declaration.Class).Faults];
            Table = CostTable.Of(CodeGraphs.Of(declaration, code));
            Report = ReportTable.Of(declaration, Table.Graph, -1, (_, row) => AtSize(declaration, row));
            Analyses = NetworkAnalyses.Of(declaration, Table, cancellation);
            findFaults = () => FaultFinder.Find(declaration, DeclaredFaults, Table, Report, Analyses);
            return;
        }

        var network = BoundNetwork.Of(declaration);
        DeclaredFaults = network.Faults;
        var graph = declaration.Analyses.Any(static a => a.Kind == TrainingAnalysis.Name) ? GraphBuilder.BuildWithCalls(network, cancellation) : GraphBuilder.Build(network, cancellation);
        Table = CostTable.Of(graph);
        Report = ReportTable.Of(declaration, Table.Graph, network.Class.DefaultOutput, (size, _) => (
            size.Sizes.All(s => s.Key == ReservedNames.Input && s.Value.Equals(declaration.Settings.Input))
                ? Table.Graph
                : PreciseGraph.Of(GraphBuilder.Build(network, size.Sizes, cancellation)),
            ""));
        Analyses = NetworkAnalyses.Of(declaration, Table, cancellation);
        findFaults = () => FaultFinder.Find(declaration, network.Faults, Table, Report, Analyses);
    }

    public CostTable Table { get; }

    /// <summary>The costs at several input sizes; null where none are asked for.</summary>
    public ReportTable? Report { get; }

    /// <summary>The further figures that are asked for.</summary>
    public NetworkAnalyses Analyses { get; }

    /// <summary>The errors in the network itself.</summary>
    public IReadOnlyList<Fault> DeclaredFaults { get; }

    /// <summary>All that is wrong with the network: as declared, as expanded, in its figures and its report.</summary>
    public IReadOnlyList<Fault> Faults => faults ??= findFaults();

    /// <summary>Whether every figure is known and the declaration has no error but unused layers.</summary>
    public bool IsSound => Table is { Total: not null, PeakFeatureBytes: not null } && Faults.All(static f => f.Id == FaultId.UnusedLayer);

    /// <summary>What the code came to at one of a report's sizes.</summary>
    private static (Graph? Graph, string Why) AtSize(NetworkDeclaration network, int row)
        => row >= network.ReportCode.Count ? (null, "the code was not followed")
            : network.ReportCode[row] is { Code: CodeGraph code } ? (PreciseGraph.Of(CodeGraphs.Of(network, code)), "")
            : (null, network.ReportCode[row].Why);

    public static Costing Of(NetworkDeclaration network, CancellationToken cancellation)
    {
        if (!Known.TryGetValue(network, out var costing))
        {
            costing = Known.GetValue(network, declared => new Costing(declared, cancellation));
        }

        return costing;
    }
}
