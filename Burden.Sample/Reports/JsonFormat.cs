using Burden.Sample.Published;
using Burden.Sample.Rendering;

namespace Burden.Sample.Reports;

/// <summary>Reports as JSON, in the form of the command <c>json</c>.</summary>
internal sealed class JsonFormat : IReportFormat
{
    public IEnumerable<ReportFile> Network(NamedNetwork network) => [new(network.Name + ".json", NetworkJson.Of([network]))];

    public IEnumerable<ReportFile> Index(Func<string, bool> exists) => [new("networks.json", NetworkJson.Of(Networks.All))];
}
