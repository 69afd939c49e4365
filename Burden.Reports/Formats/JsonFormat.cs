using Burden.Reports.Catalog;

namespace Burden.Reports.Formats;

/// <summary>Reports as JSON.</summary>
/// <param name="networks">All networks.</param>
/// <param name="fileName">A network's name in file names.</param>
/// <param name="write">Writes networks as JSON.</param>
internal sealed class JsonFormat(IReadOnlyList<NamedNetwork> networks, Func<NamedNetwork, string> fileName, Func<IEnumerable<NamedNetwork>, string> write) : IReportFormat
{
    public IEnumerable<ReportFile> Network(NamedNetwork network) => [new(fileName(network) + ".json", write([network]))];

    public IEnumerable<ReportFile> Index(Func<string, bool> exists) => [new("networks.json", write(networks))];
}
