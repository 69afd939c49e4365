using System.Globalization;
using Burden.Generator.Costs;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Parsing;

namespace Burden.Generator.Emission;

/// <summary>Writes the generated part of a network: its <c>Cost</c> class and its partial properties.</summary>
internal sealed class NetworkEmitter
{
    private readonly NetworkDeclaration network;
    private readonly CostTable costs;
    private readonly ReportTable? report;
    private readonly SourceWriter writer = new();

    private NetworkEmitter(NetworkDeclaration network, CostTable costs, ReportTable? report)
    {
        this.network = network;
        this.costs = costs;
        this.report = report;
    }

    private string Name => network.Settings.Name ?? network.Class.Name;

    /// <summary>Expands, counts and writes a network; null where it is not partial, so that nothing can be added to it.</summary>
    public static NetworkOutput? Emit(NetworkDeclaration network, CancellationToken cancellation)
    {
        if (!network.Source.CanGenerate)
        {
            return null;
        }

        var costing = Costing.Of(network, cancellation);
        var text = new NetworkEmitter(network, costing.Table, costing.Report).Write();
        var entry = "global::" + string.Join(".", Namespaces(network.Source).Concat(network.Source.Types.Select(static t => t.Name)));
        return new NetworkOutput(network.Source.MetadataName, text, network.Source is { IsVisible: true, HasOwnCost: false } ? $"{entry}.Cost.Network" : null);
    }

    private static IEnumerable<string> Namespaces(TypeSource source) => source.Namespace.Length == 0 ? [] : [source.Namespace];

    private string Write()
    {
        GeneratedFile.Header(writer);
        if (network.Source.Namespace.Length > 0)
        {
            writer.Open($"namespace {network.Source.Namespace}");
        }

        for (var i = 0; i < network.Source.Types.Count; i++)
        {
            if (i == network.Source.Types.Count - 1)
            {
                CostDocs.Network(writer, network, costs);
            }

            writer.Open($"partial {network.Source.Types[i].Keyword} {network.Source.Types[i].Name}");
        }

        WriteProperties();
        if (!network.Source.HasOwnCost)
        {
            WriteCost();
        }

        for (var i = 0; i < network.Source.Types.Count; i++)
        {
            writer.Close();
        }

        if (network.Source.Namespace.Length > 0)
        {
            writer.Close();
        }

        return writer.ToString();
    }

    private void WriteProperties()
    {
        for (var i = 0; i < costs.Graph.Layers.Count; i++)
        {
            var layer = costs.Graph.Layers[i];
            var source = layer.Declaration.Source;
            if (source.ImplementedModifiers is null || layer.Declaration.Owner != network.Class.Id)
            {
                continue;
            }

            CostDocs.Layer(writer, costs, i);
            writer.Line(GeneratedFile.Attribute);
            var name = layer.Declaration.Name;
            var f = costs.Layers[i];
            writer.Line($"{source.ImplementedModifiers} global::Burden.Layer {CSharpIdentifier.Escape(name)} => new global::Burden.Layer("
                + $"{Quote(name)}, {Quote(OutputOf(layer))}, {string.Join(", ", Figure.All.Where(static figure => figure.Sums).Select(figure => N(f?[figure])))});");
            writer.Line();
        }
    }

    private void WriteCost()
    {
        writer.Line($"/// <summary>What {CostDocs.Escape(Name)} costs, as constants: {CostDocs.Summary(costs.Total)}.</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Open($"public {(network.Source.HidesBaseCost ? "new " : "")}static class Cost");
        WriteConstants(Figure.All, costs.Amount);
        var names = CostNames.OfLayers(costs.Graph.Layers);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is { } name)
            {
                WriteLayer(costs.Graph.Layers[i], costs.Layers[i], name);
            }
        }

        WriteReport();
        WriteTable();
        WriteNetwork();
        writer.Close();
    }

    private void WriteLayer(GraphLayer layer, Figures? figures, string name)
    {
        writer.Line();
        writer.Line($"/// <summary>{CostDocs.Escape(layer.Declaration.Source.Chain)}: {CostDocs.Summary(figures)}.</summary>");
        writer.Open($"public static class {CSharpIdentifier.Escape(name)}");
        WriteConstants(Figure.All.Where(static f => f.Sums), f => figures?[f]);
        writer.Line($"/// <summary>The output's shape: {OutputOf(layer)}.</summary>");
        writer.Line($"public const string OutputShape = {Quote(OutputOf(layer))};");
        // A class can't have a member of its own name.
        var names = CostNames.OfLayers(layer.Children, name);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is { } inner)
            {
                WriteLayer(layer.Children[i], costs.Of(layer.Children[i]), inner);
            }
        }

        writer.Close();
    }

    private void WriteConstants(IEnumerable<Figure> figures, Func<Figure, long?> amount)
    {
        foreach (var figure in figures)
        {
            Constant(figure.Name, amount(figure), figure.Describe);
        }
    }

    private void Constant(string name, long? figure, Func<long, string> meaning)
    {
        writer.Line($"/// <summary>{(figure is { } known ? meaning(known) : CostDocs.Unknown)}.</summary>");
        writer.Line($"public const long {name} = {N(figure)};");
    }

    private void WriteReport()
    {
        if (report is null)
        {
            return;
        }

        writer.Line();
        writer.Line($"/// <summary>What the features at {CostDocs.Escape(report.At)} cost at several input sizes, {Text.Of(report.Batch)} inputs at once.</summary>");
        writer.Open("public static class Report");
        writer.Line("/// <summary>The layer whose features are computed.</summary>");
        writer.Line($"public const string At = {Quote(report.At)};");
        writer.Line("/// <summary>How many inputs are computed at once.</summary>");
        writer.Line($"public const long Batch = {N(report.Batch)};");
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in report.Rows)
        {
            var name = CostNames.OfScale(row.Scale);
            if (!used.Add(name))
            {
                continue;
            }

            writer.Line($"/// <summary>Input {row.Input}, features {row.Output}: {Units.Memory(row.FeatureBytes)}, {Units.Count(row.Flops, "FLOPs")}.</summary>");
            writer.Open($"public static class {name}");
            writer.Line("/// <summary>The input's shape.</summary>");
            writer.Line($"public const string InputShape = {Quote(row.Input.ToString())};");
            writer.Line("/// <summary>The features' shape.</summary>");
            writer.Line($"public const string OutputShape = {Quote(row.Output.ToString())};");
            Constant(Figure.FeatureBytes.Name, row.FeatureBytes, Figure.FeatureBytes.Describe);
            Constant(Figure.Flops.Name, row.Flops, Figure.Flops.Describe);
            writer.Close();
        }

        writer.Line("/// <summary>The same as a table.</summary>");
        writer.Line($"public static global::Burden.NetworkReport Table {{ get; }} = new global::Burden.NetworkReport({Quote(report.At)}, {N(report.Batch)}"
            + string.Concat(report.Rows.Select(static r =>
                $", new global::Burden.ReportRow({Text.Of(r.Scale)}, {Quote(r.Input.ToString())}, {Quote(r.Output.ToString())}, {N(r.FeatureBytes)}, {N(r.Flops)})")) + ");");
        writer.Close();
    }

    private void WriteTable()
    {
        var count = costs.Nodes.Where((figures, i) => IsRow(i)).Count();
        writer.Line();
        writer.Line($"/// <summary>The {Text.Of(count)} expanded layers, in the order they run.</summary>");
        writer.Line($"public static global::Burden.LayerTable Layers => new global::Burden.LayerTable(LayerRows, {Text.Of(count)}, {Text.Of(network.Settings.ParameterType.Bits())}, {Text.Of(network.Settings.FeatureType.Bits())});");
        writer.Line();
        writer.Line("// Each dot that a path begins with stands for one more part that it shares with the path before.");
        writer.Line("// path | output | parameters | buffers | feature elements | MACs | FLOPs | traffic");
        var rows = writer.Begin("private const string LayerRows = @\"");
        var previous = "";
        for (var i = 0; i < costs.Nodes.Count; i++)
        {
            if (!IsRow(i))
            {
                continue;
            }

            var node = costs.Graph.Nodes[i];
            var figures = costs.Nodes[i]!;
            AppendPath(rows, node.Path, previous);
            rows.Append('|').Append(node.Costs.Output);
            foreach (var figure in Figure.All)
            {
                if (figure is { Sums: true, FollowsFromValues: false })
                {
                    AppendFigure(rows, figures[figure]);
                }
            }

            AppendBytes(rows, figures);
            rows.Append('\n');
            previous = node.Path;
        }

        rows.Append("\";\n");
    }

    private bool IsRow(int node) => !costs.Graph.Nodes[node].IsInput && costs.Nodes[node] is not null;

    /// <summary>A path without the parts that it begins with as the one before does: a dot for each.</summary>
    private static void AppendPath(System.Text.StringBuilder rows, string path, string previous)
    {
        var start = 0;
        for (var dot = path.IndexOf('.'); dot >= 0 && string.CompareOrdinal(path, 0, previous, 0, dot + 1) == 0; dot = path.IndexOf('.', start))
        {
            rows.Append('.');
            start = dot + 1;
        }

        rows.Append(path, start, path.Length - start);
    }

    private static void AppendFigure(System.Text.StringBuilder rows, long figure)
    {
        rows.Append('|');
        if (figure != 0)
        {
            rows.Append(Text.Of(figure));
        }
    }

    /// <summary>Bytes of parameters and of features, where they don't follow from values and the network's types.</summary>
    private void AppendBytes(System.Text.StringBuilder rows, Figures figures)
    {
        if (figures.ParameterBytes != network.Settings.ParameterType.Bytes(checked(figures.Parameters + figures[Figure.Buffers]))
            || figures.FeatureBytes != network.Settings.FeatureType.Bytes(figures[Figure.FeatureElements]))
        {
            rows.Append('|').Append(Text.Of(figures.ParameterBytes)).Append('|').Append(Text.Of(figures.FeatureBytes));
        }
    }

    private void WriteNetwork()
    {
        writer.Line();
        writer.Line("/// <summary>All of it in one value.</summary>");
        writer.Line($"public static global::Burden.NetworkCost Network => new global::Burden.NetworkCost({Quote(Name)}, {Quote(network.Source.MetadataName)}, "
            + $"{Quote(new Shape(network.Settings.Input).ToString())}, {N(network.Settings.Batch)}, {string.Join(", ", Figure.All.Select(static f => $"{Argument(f.Name)}: {f.Name}"))}, layers: Layers, report: {(report is null ? "null" : "Report.Table")});");
    }

    /// <summary>A figure's name as a constructor's parameter.</summary>
    private static string Argument(string figure) => char.ToLowerInvariant(figure[0]) + figure.Substring(1);

    private string OutputOf(GraphLayer layer) => layer.OutputShape ?? (layer.Node < 0 ? "" : costs.Graph.Nodes[layer.Node].Costs.Output.ToString());

    /// <summary>A figure as a literal; one that is unknown is -1, so that the code around it still compiles.</summary>
    private static string N(long? figure) => figure is { } known
        ? Text.Grouped(known).Replace(",", "_")
        : "-1";

    private static string Quote(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
