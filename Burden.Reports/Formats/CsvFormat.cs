using System.Globalization;
using Burden.Reports.Catalog;

namespace Burden.Reports.Formats;

/// <summary>
/// Reports as comma-separated values with exact figures: a file of layers for each network, one of all networks and one of
/// all input sizes. A value that holds a comma or a quote is quoted.
/// </summary>
/// <param name="networks">All networks.</param>
/// <param name="fileName">A network's name in file names.</param>
internal sealed class CsvFormat(IReadOnlyList<NamedNetwork> networks, Func<NamedNetwork, string> fileName) : IReportFormat
{
    public IEnumerable<ReportFile> Network(NamedNetwork network) =>
    [
        new(fileName(network) + ".csv", Lines(
            "path,kind,output,parameters,buffers,parameterBytes,featureElements,featureBytes,macs,flops",
            network.Cost.Layers.Select(static l => Line(
                l.Path, l.Kind, l.OutputShape, l.Parameters, l.Buffers, l.ParameterBytes, l.FeatureElements, l.FeatureBytes, l.Macs, l.Flops)))),
    ];

    public IEnumerable<ReportFile> Index(Func<string, bool> exists) =>
    [
        new("networks.csv", Lines(
            "name,task,input,batch,parameters,buffers,parameterBytes,featureElements,featureBytes,peakFeatureBytes,macs,flops",
            networks.Select(static n => Line(
                n.Name, n.Task ?? "", n.Cost.InputShape, n.Cost.Batch, n.Cost.Parameters, n.Cost.Buffers, n.Cost.ParameterBytes,
                n.Cost.FeatureElements, n.Cost.FeatureBytes, n.Cost.PeakFeatureBytes, n.Cost.Macs, n.Cost.Flops)))),
        new("scales.csv", Lines(
            "name,at,batch,scale,input,output,featureBytes,flops",
            from n in networks
            let report = n.Cost.Report
            where report is not null
            from r in report.Rows
            select Line(n.Name, report.At, r.Batch, r.Length > 0 ? "" : r.Scale, r.InputShape, r.OutputShape, r.FeatureBytes, r.Flops))),
    ];

    private static string Lines(string head, IEnumerable<string> rows) => string.Concat(rows.Prepend(head).Select(static r => r + "\n"));

    private static string Line(params object[] values) => string.Join(",", values.Select(static v => Quoted(Convert.ToString(v, CultureInfo.InvariantCulture)!)));

    private static string Quoted(string value) => value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
