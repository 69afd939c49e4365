using System.Collections.Immutable;
using Burden.Generator.Analysis;
using Burden.Generator.Diagnostics;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Analyzers;

/// <summary>
/// Reports networks, layers and modules over their budgets (BRD1001 to BRD1008) or near them (BRD1010), and limits that
/// are invalid (BRD0022, BRD1011). It computes the costs from the declaration and reads no generated code.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BudgetAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.Budgets;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(WellKnownNames.Network) is null)
            {
                return;
            }

            var settings = new ProjectSettings(start.Options.AnalyzerConfigOptionsProvider);
            var assembly = new Lazy<IReadOnlyList<BudgetReading>>(() => [.. BudgetReader.Read(start.Compilation.Assembly, start.Compilation, start.CancellationToken)]);
            start.RegisterSymbolAction(symbol => Analyze(symbol, settings, assembly.Value), SymbolKind.NamedType);
            start.RegisterAdditionalFileAction(file => Analyze(file, settings, assembly));
            start.RegisterSemanticModelAction(model => CheckAssembly(model, assembly));
            start.RegisterCompilationEndAction(end => settings.Report(end.ReportDiagnostic));
        });
    }

    private static void Analyze(SymbolAnalysisContext context, ProjectSettings settings, IReadOnlyList<BudgetReading> assembly)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var fault in BudgetFaults.OfType(type, context.Compilation, context.CancellationToken))
        {
            if (!Unfinished.IsIn(type, context.CancellationToken))
            {
                context.ReportDiagnostic(fault);
            }
        }

        foreach (var network in NetworkMembers.Of(type, context.CancellationToken).Prepend(type))
        {
            if (network.FindAttribute(WellKnownNames.NetworkAttribute)?.ApplicationSyntaxReference is { } application)
            {
                var check = new NetworkCheck(network, settings.Of(application.SyntaxTree), assembly, context.Compilation, context.CancellationToken);
                foreach (var diagnostic in check.Run())
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        }
    }

    /// <summary>Checks the network of an ONNX file.</summary>
    private static void Analyze(AdditionalFileAnalysisContext context, ProjectSettings settings, Lazy<IReadOnlyList<BudgetReading>> assembly)
    {
        if (ModelFile.Read(context.AdditionalFile, context.CancellationToken) is not { } model)
        {
            return;
        }

        var trees = context.Compilation.Assembly.GetTypeByMetadataName(model.Class)?.DeclaringSyntaxReferences.Select(static r => r.SyntaxTree) ?? [];
        var check = new ModelCheck(model, settings.Of(context.AdditionalFile, trees), assembly.Value, context.Compilation, context.CancellationToken);
        foreach (var diagnostic in check.Run())
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>Checks the budgets on the assembly where they are.</summary>
    private static void CheckAssembly(SemanticModelAnalysisContext context, Lazy<IReadOnlyList<BudgetReading>> assembly)
    {
        if (context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken) is not Microsoft.CodeAnalysis.CSharp.Syntax.CompilationUnitSyntax { AttributeLists.Count: > 0 })
        {
            return;
        }

        foreach (var budget in assembly.Value.Where(b => b.Syntax?.SyntaxTree == context.SemanticModel.SyntaxTree))
        {
            foreach (var fault in BudgetFaults.Of(budget, null, context.SemanticModel.Compilation, context.CancellationToken))
            {
                context.ReportDiagnostic(fault);
            }
        }
    }
}
