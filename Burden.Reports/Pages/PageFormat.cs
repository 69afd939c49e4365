using System.Globalization;
using Burden.Reports.Catalog;
using Burden.Reports.Formats;
using Burden.Reports.Rendering;

namespace Burden.Reports.Pages;

/// <summary>Reports as HTML pages, each of which needs no other file.</summary>
/// <param name="networks">All networks.</param>
/// <param name="fileName">A network's name in file names.</param>
internal sealed class PageFormat(IReadOnlyList<NamedNetwork> networks, Func<NamedNetwork, string> fileName) : IReportFormat
{
    public IEnumerable<ReportFile> Network(NamedNetwork network) => [new(FileOf(network), NetworkPage.Of(network))];

    public IEnumerable<ReportFile> Index(Func<string, bool> exists)
    {
        var rows = networks.Select(n =>
            $"<tr data-search=\"{Html.Text($"{n.Name} {n.Cost.TypeName}".ToLowerInvariant())}\"><td class=\"text\">{Link(n, exists)}</td><td class=\"text\">{Html.Text(n.Cost.TypeName)}</td><td class=\"text\">{Html.Text(Sizes.Text(n.Cost.InputShape))}</td>"
            + Figure(n.Cost.Parameters, Figures.Exact) + Figure(n.Cost.ParameterBytes, Figures.Memory) + Figure(n.Cost.FeatureBytes, Figures.Memory)
            + Figure(n.Cost.PeakFeatureBytes, Figures.Memory) + Figure(n.Cost.Macs, Figures.Exact) + Figure(n.Cost.Flops, Figures.Flops) + "</tr>");
        var table = Html.Table(
            "layers",
            "The networks",
            [("Network", false), ("Class", false), ("Input", false), ("Parameters", true), ("Parameter memory", true), ("Feature memory", true), ("Peak feature memory", true), ("MACs", true), ("FLOPs", true)],
            rows,
            "",
            "networks");
        yield return new ReportFile("index.html", Html.Page("What the networks cost", "<p class=\"pale\">A network's name leads to its report.</p>", table));
    }

    private static string Figure(long figure, Func<long, string> text) =>
        string.Create(CultureInfo.InvariantCulture, $"<td data-value=\"{figure}\">{text(figure)}</td>");

    private string Link(NamedNetwork network, Func<string, bool> exists) => exists(FileOf(network))
        ? $"<a href=\"{Html.Text(Uri.EscapeDataString(FileOf(network)))}\">{Html.Text(network.Name)}</a>"
        : Html.Text(network.Name);

    private string FileOf(NamedNetwork network) => fileName(network) + ".html";
}
