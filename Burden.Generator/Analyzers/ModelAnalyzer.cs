using System.Collections.Immutable;
using Burden.Generator.Analysis;
using Burden.Generator.Diagnostics;
using Burden.Generator.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Analyzers;

/// <summary>
/// Reports what is wrong with an ONNX file and yet leaves its constants known or -1: dimensions that nothing asks for
/// (BRD0103), and figures that overflow (BRD0015). The generator itself reports what keeps the file from being read.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.Models;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterAdditionalFileAction(static file => Analyze(file));
    }

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        if (ModelFile.Read(context.AdditionalFile, context.CancellationToken) is not { Summary: { Faults.Count: 0 } summary } model)
        {
            return;
        }

        foreach (var dimension in summary.UnusedDimensions)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.UnusedDimension, model.LocationOf(ModelItem.Dimensions), $"nothing in '{summary.Item.File}' asks for the dimension '{dimension}'"));
        }

        if (model.Costs(context.CancellationToken).Table.Overflows)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.Of(FaultId.Overflow), model.LocationOf(""), $"a figure of '{summary.Item.File}' as a whole overflows Int64"));
        }
    }
}
