using Burden.Generator.Binding;
using Burden.Generator.Costs.Analyses;

namespace Burden.Generator.Costs;

/// <summary>Gathers what is wrong with a network. Each stage reports only what none before it has.</summary>
internal static class FaultFinder
{
    public static IReadOnlyList<Fault> Find(NetworkDeclaration network, IReadOnlyList<Fault> declared, CostTable table, ReportTable? report, NetworkAnalyses analyses)
    {
        var faults = new List<Fault>(declared);
        // One argument may be what goes wrong at several places inside a module: its use is shown once.
        var uses = new HashSet<Place>();
        faults.AddRange(table.Graph.Faults.Where(f => f.Cause is null || uses.Add(f.Place)));
        if (faults.Any(static f => f.Id != FaultId.UnusedLayer))
        {
            // What is wrong may be why nothing uses a layer.
            faults.RemoveAll(static f => f.Id == FaultId.UnusedLayer);
            return faults;
        }

        if (table.Overflows)
        {
            faults.Add(new Fault(FaultId.Overflow, new Place(network.Class.Id), $"a figure of '{network.Class.Name}' as a whole overflows Int64"));
        }

        if (report is not null)
        {
            // One size of the input doesn't fit for the reason another doesn't.
            faults.AddRange(report.Faults.Take(1));
        }

        faults.AddRange(analyses.Faults);
        return faults;
    }
}
