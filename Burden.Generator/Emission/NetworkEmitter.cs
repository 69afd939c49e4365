using System.Globalization;
using Burden.Generator.Costs;
using Burden.Generator.Costs.Analyses;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Parsing;

namespace Burden.Generator.Emission;

/// <summary>Writes the generated part of a network: its <c>Cost</c> class and its partial properties.</summary>
internal sealed class NetworkEmitter
{
    /// <summary>What stands for an unknown figure.</summary>
    private const long Unknown = -1;

    private static readonly NumberFormatInfo Underscores = new() { NumberGroupSeparator = "_" };

    private readonly NetworkDeclaration network;
    private readonly CostTable costs;
    private readonly ReportTable? report;
    private readonly NetworkAnalyses analyses;
    private readonly bool layerConstants;
    private readonly SourceWriter writer;

    private NetworkEmitter(NetworkDeclaration network, Costing costing, bool layerConstants)
    {
        this.network = network;
        this.layerConstants = layerConstants;
        costs = costing.Table;
        report = costing.Report;
        analyses = costing.Analyses;
        writer = new SourceWriter(network.Source.IsDocumented);
    }

    private string Name => network.Settings.Name ?? network.Class.Name;

    private string InputShape => new Shape(network.Settings.Input).ToString();

    /// <summary>Expands, counts and writes a network; null where nothing can be added to it.</summary>
    public static NetworkOutput? Emit(NetworkDeclaration network, bool layerConstants, CancellationToken cancellation)
    {
        if (!network.Source.CanGenerate)
        {
            return null;
        }

        return EmitCosted(network, Costing.Of(network, cancellation), layerConstants);
    }

    /// <summary>Writes a network that can be added to, and whose costs are known.</summary>
    public static NetworkOutput EmitCosted(NetworkDeclaration network, Costing costing, bool layerConstants)
    {
        var text = new NetworkEmitter(network, costing, layerConstants).Write();
        var entry = "global::" + string.Join(".", Namespaces(network.Source).Concat(network.Source.Types.Select(static t => t.Name)));
        return new NetworkOutput(network.Source.MetadataName, text, network.Source is { IsVisible: true, HasOwnCost: false } ? $"{entry}.Cost.{(network.Source.Member is { } member ? $"{CSharpIdentifier.Escape(CostNames.OfMember(member.Name))}." : "")}Network" : null);
    }

    private static IEnumerable<string> Namespaces(TypeSource source) => source.Namespace.Length == 0 ? [] : [source.Namespace];

    private string Write()
    {
        GeneratedFile.Header(writer, network.Source.KnowsNullable);
        TypeFrame.Open(writer, network.Source, () =>
        {
            if (network.Source.Member is null)
            {
                if (network.Source.Summary is { } summary)
                {
                    writer.Doc($"<summary>{CostDocs.Escape(summary)}</summary>");
                }

                CostDocs.Network(writer, network, costs, analyses);
            }
        });
        WriteProperties();
        SubstituteEmitter.Write(writer, network.Source);
        if (!network.Source.HasOwnCost)
        {
            WriteCost();
        }

        TypeFrame.Close(writer, network.Source);
        return writer.ToString();
    }

    private void WriteProperties()
    {
        if (!network.Source.HasPartialProperties)
        {
            return;
        }

        for (var i = 0; i < costs.Graph.Layers.Count; i++)
        {
            var layer = costs.Graph.Layers[i];
            var source = layer.Declaration.Source;
            if (source.ImplementedModifiers is null || layer.Declaration.Owner != network.Class.Id || network.Source.Implemented.Contains(layer.Declaration.Name))
            {
                continue;
            }

            CostDocs.Layer(writer, costs, analyses, i);
            writer.Line(GeneratedFile.Attribute);
            var name = layer.Declaration.Name;
            var f = costs.Layers[i];
            writer.Line($"{source.ImplementedModifiers} global::Burden.Layer {CSharpIdentifier.Escape(name)} => new global::Burden.Layer("
                + $"{Quote(string.Join("|", [name, OutputOf(layer), .. Figure.All.Where(static figure => figure.Sums).Select(figure => Text.Of(f?[figure] ?? Unknown))]))});");
            writer.Line();
        }
    }

    private void WriteCost()
    {
        var source = network.Source;
        var @new = source.HidesBaseCost ? "new " : "";
        if (source.Member is { } member)
        {
            if (member.OpensCost)
            {
                writer.Doc("<summary>What the networks cost that static members yield: a class for each.</summary>");
                writer.Line(GeneratedFile.Attribute);
            }

            writer.Open($"public {(member.OpensCost ? @new : "")}static partial class Cost");
            WriteCost(CostNames.OfMember(member.Name), $"{(member.IsPublic ? "public" : "internal")} static class ");
            writer.Close();
        }
        else
        {
            WriteCost(ReservedNames.Cost, $"public {@new}static {(source.Members.Count > 0 ? "partial " : "")}class ");
        }
    }

    /// <param name="class">The name of the class that holds the constants.</param>
    /// <param name="modifiers">What stands before it.</param>
    private void WriteCost(string @class, string modifiers)
    {
        writer.Doc($"<summary>What {CostDocs.Escape(Name)} costs, as constants: {CostDocs.Summary(costs.Total)}.</summary>");
        if (network.Source.Member is not null)
        {
            // The user's member has its own documentation.
            CostDocs.Network(writer, network, costs, analyses);
        }

        writer.Line(GeneratedFile.Attribute);
        writer.Open(modifiers + CSharpIdentifier.Escape(@class));
        WriteConstants(Figure.All, costs.Amount);
        var names = CostNames.OfLayers(costs.Graph.Layers, CostNames.Taken(network.Source));
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is { } name)
            {
                WriteLayer(costs.Graph.Layers[i], costs.Layers[i], name);
            }
        }

        WriteReport();
        AnalysisEmitter.Write(writer, analyses, costs.Graph.Layers, CostNames.Taken(network.Source));
        WriteTable();
        WriteSettings();
        WriteNetwork();
        writer.Close();
    }

    private void WriteLayer(GraphLayer layer, Figures? figures, string name)
    {
        if (!layerConstants && !IsAnalysed(layer))
        {
            return;
        }

        writer.Line();
        writer.Doc($"<summary>{CostDocs.Escape(layer.Declaration.Source.Chain)}: {CostDocs.Summary(figures)}.</summary>");
        writer.Open($"public static class {CSharpIdentifier.Escape(name)}");
        if (layerConstants)
        {
            WriteConstants(Figure.All.Where(static f => f.Sums), f => figures?[f]);
        }

        writer.Doc($"<summary>The output's shape: {OutputOf(layer)}.</summary>");
        writer.Line($"public const string OutputShape = {Quote(OutputOf(layer))};");
        AnalysisEmitter.WriteLayer(writer, analyses, layer);
        // A class can't have a member of its own name.
        var names = CostNames.OfLayers(layer.Children, [name]);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is { } inner)
            {
                WriteLayer(layer.Children[i], costs.Of(layer.Children[i]), inner);
            }
        }

        writer.Close();
    }

    /// <summary>Whether an analysis tells something of a layer, or of one inside of it.</summary>
    private bool IsAnalysed(GraphLayer layer) => analyses.Results.Any(r => r.OfLayer(layer).Count > 0) || layer.Children.Any(IsAnalysed);

    private void WriteConstants(IEnumerable<Figure> figures, Func<Figure, long?> amount)
    {
        foreach (var figure in figures)
        {
            Constant(figure, amount(figure));
        }
    }

    private void Constant(Figure figure, long? amount)
    {
        writer.Doc($"<summary>{(amount is { } known ? figure.Describe(known) : CostDocs.Unknown)}.</summary>");
        writer.Line($"public const long {figure.Name} = {N(amount)};");
    }

    private void WriteReport()
    {
        if (report is null)
        {
            return;
        }

        writer.Line();
        writer.Doc($"<summary>What the features at {CostDocs.Escape(report.At)} cost at several input sizes{(report.Batch is { } all ? $", {Text.Of(all)} inputs at once" : "")}.</summary>");
        writer.Open("public static class Report");
        writer.Doc("<summary>The layer whose features are computed.</summary>");
        writer.Line($"public const string At = {Quote(report.At)};");
        if (report.Batch is { } batch)
        {
            writer.Doc("<summary>How many inputs are computed at once.</summary>");
            writer.Line($"public const long Batch = {N(batch)};");
        }

        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in report.Rows)
        {
            if (used.Add(CostNames.OfRow(row.Size)))
            {
                WriteRow(row);
            }
        }

        writer.Doc("<summary>The same as a table.</summary>");
        writer.Line($"public static global::Burden.NetworkReport Table {{ get; }} = new global::Burden.NetworkReport({Quote(report.At)}, {N(report.Batch ?? 0)}"
            + string.Concat(report.Rows.Select(static r =>
                $", new global::Burden.ReportRow({Text.Of(r.Size.Scale ?? 1)}, {N(r.Size.Length ?? 0)}, {N(r.Size.Batch)}, {Quote(r.Size.Input.ToString())}, {Quote(r.Output)}, {N(r.FeatureBytes)}, {N(r.Flops)})")) + ");");
        writer.Close();
    }

    private void WriteRow(ReportRow row)
    {
        writer.Doc($"<summary>Input {row.Size.Input}, features {row.Output}: {Units.Memory(row.FeatureBytes)}, {Units.Count(row.Flops, "FLOPs")}.</summary>");
        writer.Open($"public static class {CostNames.OfRow(row.Size)}");
        if (row.Size.Scale is { } scale)
        {
            writer.Doc("<summary>The factor on the input's height and width.</summary>");
            writer.Line($"public const double Scale = {Text.Of(scale)};");
        }

        if (row.Size.Length is { } length)
        {
            writer.Doc("<summary>The input's length.</summary>");
            writer.Line($"public const long Length = {N(length)};");
        }

        if (row.Size.HasOwnBatch)
        {
            writer.Doc("<summary>How many inputs are computed at once.</summary>");
            writer.Line($"public const long Batch = {N(row.Size.Batch)};");
        }

        writer.Doc("<summary>The input's shape.</summary>");
        writer.Line($"public const string InputShape = {Quote(row.Size.Input.ToString())};");
        writer.Doc("<summary>The features' shape.</summary>");
        writer.Line($"public const string OutputShape = {Quote(row.Output)};");
        Constant(Figure.FeatureBytes, row.FeatureBytes);
        Constant(Figure.Flops, row.Flops);
        writer.Close();
    }

    private void WriteTable()
    {
        var layers = LayerRows.Of(costs);
        writer.Line();
        writer.Doc($"<summary>The {Text.Of(layers.Count)} expanded layers, in the order they run.</summary>");
        writer.Line($"public static global::Burden.LayerTable Layers => new global::Burden.LayerTable(LayerRows, {Text.Of(layers.Count)}, {Text.Of(costs.Graph.Settings.ParameterType.Bits())}, {Text.Of(costs.Graph.Settings.FeatureType.Bits())});");
        writer.Line();
        writer.Line("// Each dot that a path begins with stands for one more part that it shares with the path before.");
        writer.Line($"// {LayerRows.Fields}");
        writer.Begin("private const string LayerRows = @\"").Append(layers).Append("\";\n");
    }

    /// <summary>What the values below are made from, for tools that read the assembly without running it.</summary>
    private void WriteSettings()
    {
        var inputs = costs.Graph.Nodes.Where(static n => n.IsInput).Skip(1).Select(static n => n.Costs.Output.ToString()).Prepend(InputShape);
        writer.Line();
        writer.Line("// inputs | batch | bits of a parameter | bits of a feature's value | name");
        writer.Line($"private const string NetworkRow = {Quote($"{string.Join(",", inputs)}|{Text.Of(network.Settings.Batch)}|{Text.Of(costs.Graph.Settings.ParameterType.Bits())}|{Text.Of(costs.Graph.Settings.FeatureType.Bits())}|{Name}")};");
    }

    private void WriteNetwork()
    {
        writer.Line();
        writer.Doc("<summary>All of it in one value.</summary>");
        writer.Line($"public static global::Burden.NetworkCost Network => new global::Burden.NetworkCost({Quote(Name)}, {Quote(network.Source.MetadataName)}, "
            + $"{Quote(InputShape)}, {N(network.Settings.Batch)}, {string.Join(", ", Figure.All.Select(static f => $"{Argument(f.Name)}: {f.Name}"))}, layers: Layers, report: {(report is null ? "null" : "Report.Table")}{(analyses.Results.Any(static r => r.Constants.Count > 0) ? ", analyses: Analyses" : "")});");
    }

    /// <summary>A figure's name as a constructor's parameter.</summary>
    private static string Argument(string figure) => char.ToLowerInvariant(figure[0]) + figure.Substring(1);

    private string OutputOf(GraphLayer layer) => layer.OutputShape ?? (layer.Node < 0 ? "" : costs.Graph.Nodes[layer.Node].Costs.Output.ToString());

    /// <summary>A figure as a literal; one that is unknown is -1, so that the code around it still compiles.</summary>
    private static string N(long? figure) => (figure ?? Unknown).ToString("N0", Underscores);

    private static string Quote(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
