using System.Globalization;
using Burden.Reports.Catalog;

namespace Burden.Reports.Formats;

/// <summary>
/// Reports as comma-separated values with exact figures: a file of layers for each network, one of all networks and one of
/// all input sizes; where networks ask for analyses, one of what these tell, of networks and of their declared layers. A value
/// that holds a comma or a quote is quoted.
/// </summary>
/// <param name="networks">All networks.</param>
/// <param name="fileName">A network's name in file names.</param>
internal sealed class CsvFormat(IReadOnlyList<NamedNetwork> networks, Func<NamedNetwork, string> fileName) : IReportFormat
{
    public IEnumerable<ReportFile> Network(NamedNetwork network) =>
    [
        new(fileName(network) + ".csv", Lines(
            "path,kind,output,parameters,buffers,parameterBytes,featureElements,featureBytes,macs,flops,trafficBytes",
            network.Cost.Layers.Select(static l => Line(
                l.Path, l.Kind, l.OutputShape, l.Parameters, l.Buffers, l.ParameterBytes, l.FeatureElements, l.FeatureBytes, l.Macs, l.Flops, l.TrafficBytes)))),
    ];

    public IEnumerable<ReportFile> Index(Func<string, bool> exists) =>
    [
        new("networks.csv", Lines(
            "name,task,input,batch,parameters,buffers,parameterBytes,featureElements,featureBytes,peakFeatureBytes,macs,flops,trafficBytes,arenaBytes",
            networks.Select(static n => Line(
                n.Name, n.Task ?? "", n.Cost.InputShape, n.Cost.Batch, n.Cost.Parameters, n.Cost.Buffers, n.Cost.ParameterBytes,
                n.Cost.FeatureElements, n.Cost.FeatureBytes, n.Cost.PeakFeatureBytes, n.Cost.Macs, n.Cost.Flops, n.Cost.TrafficBytes, n.Cost.ArenaBytes)))),
        new("scales.csv", Lines(
            "name,at,batch,scale,input,output,featureBytes,flops",
            from n in networks
            let report = n.Cost.Report
            where report is not null
            from r in report.Rows
            select Line(n.Name, report.At, r.Batch, r.Length > 0 ? "" : r.Scale, r.InputShape, r.OutputShape, r.FeatureBytes, r.Flops))),
        .. OfAnalyses(),
    ];

    /// <summary>A line for each figure, since each network has others; no file where there are none.</summary>
    private IEnumerable<ReportFile> OfAnalyses()
    {
        var rows = networks.SelectMany(static n => n.Cost.Analyses.SelectMany(a => Rows(a.Figures, n.Name, "", a.Name))
            .Concat(n.LayerFigures.SelectMany(l => Rows(l.Figures, n.Name, l.Layer, "")))).ToList();
        return rows.Count == 0 ? [] : [new ReportFile("analyses.csv", Lines("name,layer,analysis,figure,value", rows))];

        // A table of several lines has its own place in JSON.
        static IEnumerable<string> Rows(IEnumerable<AnalysisFigure> figures, string name, string layer, string analysis)
            => figures.Where(static f => f.Value is not string text || !text.Contains('\n', StringComparison.Ordinal))
                .Select(f => Line(name, layer, analysis, f.Name, f.Value is bool truth ? truth ? "true" : "false" : f.Value));
    }

    private static string Lines(string head, IEnumerable<string> rows) => string.Concat(rows.Prepend(head).Select(static r => r + "\n"));

    private static string Line(params object[] values) => string.Join(",", values.Select(static v => Quoted(Convert.ToString(v, CultureInfo.InvariantCulture)!)));

    private static string Quoted(string value) => value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
