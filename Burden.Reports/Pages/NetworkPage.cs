using System.Globalization;
using System.Text;
using System.Text.Json;
using Burden.Reports.Catalog;
using Burden.Reports.Charts;
using Burden.Reports.Rendering;

namespace Burden.Reports.Pages;

/// <summary>The page of one network: its figures, charts over its depth, its graph, and a table of its layers.</summary>
internal sealed class NetworkPage
{
    /// <summary>Figures of more characters are written smaller.</summary>
    private const int WideFigure = 11;

    private readonly NamedNetwork network;
    private readonly NetworkCost cost;
    private readonly IReadOnlyList<LayerCost> layers;

    private NetworkPage(NamedNetwork network)
    {
        this.network = network;
        cost = network.Cost;
        layers = [.. cost.Layers];
    }

    public static string Of(NamedNetwork network) => new NetworkPage(network).Write();

    private string Write() => Html.Page(network.Name, About(), $"""
        {TopFigures()}
        {Notes()}
        <h2 id="charts-title">Where memory and work go</h2>
        <p class="pale">From the input on the left to the output on the right; each bar is a layer.<span class="scripted"> A click on a bar shows it in the graph.</span></p>
        <div class="charts">
        {string.Join("\n", ProfileFigure.All.Select(f => ChartFigure.Of(cost, new BarChart(layers, f))))}
        </div>
        {ChartFigure.Depth(layers)}
        {Memory()}
        {Analyses()}
        <h2 class="scripted">Graph</h2>
        <div class="bar scripted">
        <button type="button" id="unfold">Unfold all</button> <button type="button" id="fold">Fold all</button>
        <button type="button" id="smaller" aria-label="Zoom out">−</button> <span id="zoom" role="status">100 %</span> <button type="button" id="larger" aria-label="Zoom in">+</button> <button type="button" id="fit">Fit</button>
        <label for="shade">Bars show</label>
        <select id="shade"><option value="flops" data-colour="--flops">FLOPs</option><option value="parameterBytes" data-colour="--parameters">parameter memory</option><option value="featureBytes" data-colour="--features">feature memory</option></select>
        </div>
        <div class="graph scripted">
        <div class="canvas"></div>
        <div class="detail" role="region" aria-label="The selected layer" aria-live="polite"><p class="pale">Select a layer to see its figures. A module unfolds with a click, Enter or the right arrow; the arrows up and down go through what is shown.</p></div>
        </div>
        <ul class="legend scripted">
        <li class="weights"><i></i>weights</li><li class="norm"><i></i>normalisation</li><li class="activation"><i></i>activation</li><li class="pool"><i></i>pool and resize</li><li class="merge"><i></i>merge</li><li class="attention"><i></i>attention</li><li class="other"><i></i>other</li>
        </ul>
        <h2>Layers</h2>
        {LayerTable()}
        {Scales()}
        {Titled(AnalysisGrids.OfLayers(network))}
        <footer><p>Memory is in powers of 1024, FLOPs are in powers of 1000; a fused multiply-add is one FLOP. Feature memory is the sum over one forward pass, with no reuse; its peak is what is alive at once. The network was not run: Burden works its figures out.</p></footer>
        <script type="application/json" id="network">{Data()}</script>
        """);

    private string About()
    {
        var inputs = string.Join(", ", network.Inputs.Select(Sizes.Text));
        var batch = cost.Batch == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {cost.Batch} at once");
        var type = cost.TypeName.Length == 0 ? "" : $"{Html.Text(cost.TypeName)} · ";
        var task = network.Task is null ? "" : $"{Html.Text(network.Task)} · ";
        return $"<p class=\"pale\">{type}{task}input {Html.Text(inputs)}{batch} · {Figures.Exact(layers.Count)} layers</p>";
    }

    private string TopFigures() => $"""
        <dl class="figures">
        {Figure("Parameters", Figures.Exact(cost.Parameters), cost.Buffers > 0 ? $"and {Figures.Exact(cost.Buffers)} buffers" : "")}
        {Figure("Parameter memory", Figures.Memory(cost.ParameterBytes), Figures.Bytes(cost.ParameterBytes))}
        {Figure("Feature memory", Figures.Memory(cost.FeatureBytes), Figures.Bytes(cost.FeatureBytes))}
        {Figure("Peak feature memory", Figures.Memory(cost.PeakFeatureBytes), Figures.Bytes(cost.PeakFeatureBytes))}
        {Figure("Memory traffic", Figures.Memory(cost.TrafficBytes), Figures.Bytes(cost.TrafficBytes))}
        {Figure("FLOPs", Figures.Flops(cost.Flops), Figures.Exact(cost.Flops))}
        {Figure("MACs", Figures.Flops(cost.Macs).Replace("FLOP", "MAC", StringComparison.Ordinal), Figures.Exact(cost.Macs))}
        </dl>
        """;

    private static string Figure(string name, string value, string exact) =>
        $"<div><dt>{name}</dt><dd{(value.Length > WideFigure ? " class=\"wide\"" : "")}>{value}{(exact.Length == 0 ? "" : $"<small>{exact}</small>")}</dd></div>";

    private string Notes() => network.Notes.Count == 0 ? "" : $"<ul class=\"notes\">{string.Concat(network.Notes.Select(static n => $"<li>{Html.Text(n)}</li>"))}</ul>";

    private string Memory() => MemoryPicture.Within(network) is { } picture
        ? $"""
            <h2>Memory over the run</h2>
            <p class="pale">Each box is a buffer: as high as its bytes, as wide as the steps that it is alive, at the offset where a static planner puts it. The dotted line is where most is alive at once.</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Memory over the run">{picture}</div>
            """
        : "";

    private string LayerTable()
    {
        var rows = layers.Select((l, i) => string.Create(CultureInfo.InvariantCulture,
            $"<tr data-layer=\"{i}\" data-search=\"{Html.Text($"{l.Path} {l.Kind}".ToLowerInvariant())}\"><td class=\"text\"><button type=\"button\" class=\"path\" data-path=\"{Html.Text(l.Path)}\">{Html.Text(l.Path).Replace(".", ".<wbr>", StringComparison.Ordinal)}</button></td><td class=\"text\">{Html.Text(l.Kind)}</td><td class=\"text\">{Sizes.Text(l.OutputShape)}</td>")
            + Cell(l.Parameters, Figures.Exact) + Cell(l.ParameterBytes, Figures.Memory) + Cell(l.FeatureBytes, Figures.Memory) + Cell(l.Macs, Figures.Exact) + Cell(l.Flops, Figures.Exact) + Share(l.Flops) + "</tr>");
        var foot = $"<tr><th scope=\"row\" class=\"text\" colspan=\"1\">total of what is shown</th><th></th><th></th>{Sum("count", Figures.Exact(cost.Parameters))}{Sum("bytes", Figures.Memory(cost.ParameterBytes))}{Sum("bytes", Figures.Memory(cost.FeatureBytes))}{Sum("count", Figures.Exact(cost.Macs))}{Sum("count", Figures.Exact(cost.Flops))}{Sum("share", "100 %")}</tr>";
        return Html.Table(
            "layers",
            "The layers in the order they run",
            [("Layer", false), ("Kind", false), ("Output", false), ("Parameters", true), ("Param. mem", true), ("Feat. mem", true), ("MACs", true), ("FLOPs", true), ("% of FLOPs", true)],
            rows,
            foot,
            "layers");
    }

    private static string Cell(long figure, Func<long, string> text) =>
        string.Create(CultureInfo.InvariantCulture, $"<td data-value=\"{figure}\">{text(figure)}</td>");

    private static string Sum(string unit, string text) => $"<th data-unit=\"{unit}\">{text}</th>";

    private string Share(long flops)
    {
        var share = cost.Flops > 0 ? 100.0 * flops / cost.Flops : 0;
        return string.Create(CultureInfo.InvariantCulture, $"<td class=\"share\" data-value=\"{share:0.####}\" style=\"--share: {share:0.#}%\">{share:0.0}</td>");
    }

    private string Scales()
    {
        if (cost.Report is not { } report)
        {
            return "";
        }

        return $"<h2>Features at several input sizes</h2>\n<p class=\"pale\">{Html.Text(NetworkGrids.ScalesTitle(report))}</p>\n{Table(NetworkGrids.Scales(report))}";
    }

    private string Analyses() => AnalysisGrids.OfNetwork(network) is { Count: > 0 } grids
        ? $"<div class=\"analyses\">\n{string.Join("\n", grids.Select(static g => $"<section>{Titled([g])}</section>"))}\n</div>"
        : "";

    private static string Titled(IReadOnlyList<(string Title, Grid Grid)> grids) => string.Join("\n", grids.Select(static g => $"<h2>{Html.Text(g.Title)}</h2>\n{Table(g.Grid)}"));

    private static string Table(Grid grid)
    {
        var html = new StringBuilder("<div class=\"scroll plain\"><table><thead><tr>");
        foreach (var column in grid.Columns)
        {
            html.Append($"<th scope=\"col\"{Aligned(column)}>{Html.Text(column.Title)}</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (var row in grid.Rows)
        {
            html.Append("<tr>").AppendJoin("", row.Select((c, i) => $"<td{Aligned(grid.Columns[i])}>{Html.Text(c.Text)}</td>")).Append("</tr>");
        }

        return html.Append("</tbody></table></div>").ToString();

        static string Aligned(Column column) => column.IsFigure ? "" : " class=\"text\"";
    }

    /// <summary>What the page's script draws the graph from. The encoder escapes what would end the element.</summary>
    private string Data()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("name", network.Name);
            writer.WriteStartArray("inputs");
            foreach (var input in network.Inputs)
            {
                writer.WriteStringValue(Sizes.Text(input));
            }

            writer.WriteEndArray();
            writer.WriteStartArray("layers");
            foreach (var layer in layers)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(layer.Path);
                writer.WriteStringValue(layer.Kind);
                writer.WriteStringValue(Sizes.Text(layer.OutputShape));
                foreach (var figure in (long[])[layer.Parameters, layer.ParameterBytes, layer.FeatureBytes, layer.Macs, layer.Flops])
                {
                    writer.WriteNumberValue(figure);
                }

                writer.WriteStartArray();
                foreach (var read in layer.Reads)
                {
                    writer.WriteNumberValue(read);
                }

                writer.WriteEndArray();
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
