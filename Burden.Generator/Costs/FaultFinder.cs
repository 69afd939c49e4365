using Burden.Generator.Binding;

namespace Burden.Generator.Costs;

/// <summary>All that is wrong with a network: as declared, as expanded, in its figures and its report. One fault for a mistake.</summary>
internal static class FaultFinder
{
    public static IReadOnlyList<Fault> Find(NetworkDeclaration network, CostTable table, ReportTable? report)
    {
        var faults = new List<Fault>(DeclarationChecker.Check(network));
        var declared = faults.Concat(network.Library.SelectMany(static c => DeclarationChecker.Check(c))).Select(static f => f.Place).ToList();
        // What a declaration's own fault leads to when it is expanded has been said.
        var uses = new HashSet<Place>();
        // One argument may be what goes wrong at several places inside a module: its use is shown once.
        faults.AddRange(table.Graph.Faults.Where(f => !declared.Any(d => d.IsIn(f.Cause ?? f.Place)) && (f.Cause is null || uses.Add(f.Place))));
        if (faults.Any(static f => f.Id != FaultId.UnusedLayer))
        {
            // What is wrong may be why nothing uses a layer.
            faults.RemoveAll(static f => f.Id == FaultId.UnusedLayer);
            return faults;
        }

        if (table.Overflows)
        {
            faults.Add(new Fault(FaultId.Overflow, new Place(network.Class.Id), $"a figure of '{network.Class.Name}' as a whole is beyond 64 bits"));
        }

        if (report is not null)
        {
            // One size of the input doesn't fit for the reason another doesn't.
            faults.AddRange(report.Faults.Take(1));
        }

        return faults;
    }
}
