namespace Burden.Generator.Costs.Analyses;

/// <summary>All analyses that a network asks for.</summary>
/// <param name="results">What they came to.</param>
/// <param name="faults">Why others could not be made.</param>
internal sealed class NetworkAnalyses(IReadOnlyList<AnalysisResult> results, IReadOnlyList<Fault> faults)
{
    public static readonly NetworkAnalyses None = new([], []);

    public IReadOnlyList<AnalysisResult> Results { get; } = results;

    public IReadOnlyList<Fault> Faults { get; } = faults;

    /// <summary>Makes the analyses; none where the network's own figures are unknown, which is reported.</summary>
    public static NetworkAnalyses Of(NetworkDeclaration network, CostTable table, CancellationToken cancellation)
    {
        var precision = PrecisionSummary.Of(table);
        if (network.Analyses.Count == 0)
        {
            return precision is null ? None : new NetworkAnalyses([precision], []);
        }

        var results = new List<AnalysisResult>();
        if (precision is not null)
        {
            results.Add(precision);
        }

        var faults = new List<Fault>();
        foreach (var request in network.Analyses)
        {
            faults.AddRange(request.Faults);
            if (request.Faults.Count > 0 || request.IsRejected || table.Total is null || table.Timeline is null || Analysis.Find(request.Kind) is not { } analysis)
            {
                continue;
            }

            try
            {
                var result = analysis.Measure(new AnalysisCall(network, table, request, cancellation)) with { Request = request };
                if (DeviceAnalysis.Named(result) is { } device && results.Select(DeviceAnalysis.Named).FirstOrDefault(known => known?.HasNamesOf(device) == true) is { } other)
                {
                    throw AnalysisCall.OutOfRange("name", $"'{device.Name}'", $"another name than that of the device '{other.Name}', whose constants have the same names");
                }

                results.Add(result);
            }
            catch (FaultException fault)
            {
                if (fault.Id != FaultId.None)
                {
                    faults.Add(new Fault(fault.Id, request.PlaceOf(fault.Argument, fault.Item), $"{request.Kind}: {fault.Message}"));
                }
            }
            catch (OverflowException)
            {
                faults.Add(new Fault(FaultId.Overflow, request.PlaceOf(null), $"{request.Kind}: a figure overflows Int64"));
            }
        }

        return new NetworkAnalyses(results, faults);
    }
}
