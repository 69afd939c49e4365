using Burden.Generator.Costs;
using Burden.Generator.Costs.Analyses;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Emission;

/// <summary>Writes the classes of a network's analyses, and what they add to those of layers.</summary>
internal static class AnalysisEmitter
{
    public static void Write(SourceWriter writer, NetworkAnalyses analyses, IReadOnlyList<GraphLayer> layers, IEnumerable<string> taken)
    {
        var names = CostNames.OfAnalyses(layers, analyses.Results, taken);
        var values = new List<string>();
        for (var i = 0; i < names.Count; i++)
        {
            var result = analyses.Results[i];
            if (result.Constants.Count == 0)
            {
                continue;
            }

            writer.Line();
            writer.Doc($"<summary>{CostDocs.Escape(result.Summary)}.</summary>");
            writer.Open($"public static class {CSharpIdentifier.Escape(names[i])}");
            Constants(writer, result.Constants);
            writer.Close();
            values.Add($"new global::Burden.AnalysisCost({SymbolDisplay.FormatLiteral(result.Name, quote: true)}, "
                + $"{string.Join(", ", result.Constants.Select(c => $"new global::Burden.AnalysisFigure({SymbolDisplay.FormatLiteral(c.Name, quote: true)}, {CSharpIdentifier.Escape(names[i])}.{c.Name})"))})");
        }

        if (values.Count > 0)
        {
            writer.Line();
            writer.Doc("<summary>The analyses, each in one value.</summary>");
            writer.Line($"public static global::System.Collections.Generic.IReadOnlyList<global::Burden.AnalysisCost> Analyses => new global::Burden.AnalysisCost[] {{ {string.Join(", ", values)} }};");
        }
    }

    /// <summary>What the analyses add to a layer's constants.</summary>
    public static void WriteLayer(SourceWriter writer, NetworkAnalyses analyses, GraphLayer layer)
    {
        foreach (var result in analyses.Results)
        {
            Constants(writer, result.OfLayer(layer));
        }
    }

    private static void Constants(SourceWriter writer, IReadOnlyList<AnalysisConstant> constants)
    {
        foreach (var constant in constants)
        {
            writer.Doc($"<summary>{CostDocs.Escape(constant.Meaning)}.</summary>");
            writer.Line($"public const {Literal(constant.Value) switch { var (type, value) => $"{type} {constant.Name} = {value}" }};");
        }
    }

    private static (string Type, string Value) Literal(object value) => value switch
    {
        long integer => ("long", Text.Grouped(integer).Replace(",", "_")),
        double real => ("double", Text.Of(real) is var text && text.IndexOfAny(['.', 'E', 'e']) < 0 ? text + "D" : text),
        bool truth => ("bool", truth ? "true" : "false"),
        string text => ("string", SymbolDisplay.FormatLiteral(text, quote: true)),
        _ => throw new ArgumentException(value.GetType().Name),
    };
}
