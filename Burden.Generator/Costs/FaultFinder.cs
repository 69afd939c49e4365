using Burden.Generator.Binding;
using Burden.Generator.Costs.Analyses;

namespace Burden.Generator.Costs;

/// <summary>Gathers the errors of a network. Each stage reports only errors that no earlier one has.</summary>
internal static class FaultFinder
{
    public static IReadOnlyList<Fault> Find(NetworkDeclaration network, IReadOnlyList<Fault> declared, CostTable table, ReportTable? report, NetworkAnalyses analyses)
    {
        var faults = new List<Fault>(declared);
        // One argument may cause errors at several places inside a module: its use is reported once.
        var uses = new HashSet<Place>();
        faults.AddRange(table.Graph.Faults.Where(f => f.Cause is null || uses.Add(f.Place)));
        if (faults.Any(static f => f.Id != FaultId.UnusedLayer))
        {
            // An error may be why a layer is unused.
            faults.RemoveAll(static f => f.Id == FaultId.UnusedLayer);
            return faults;
        }

        if (table.Overflows)
        {
            faults.Add(new Fault(FaultId.Overflow, new Place(network.Class.Id), $"a figure of '{network.Class.Name}' as a whole overflows Int64"));
        }

        if (report is not null)
        {
            // Several sizes of the input don't fit for the same reason.
            faults.AddRange(report.Faults.Take(1));
        }

        faults.AddRange(analyses.Faults);
        return faults;
    }
}
