using System.Collections.Immutable;
using Burden.Generator.Analysis;
using Burden.Generator.Binding;
using Burden.Generator.Diagnostics;
using Burden.Generator.Parsing;
using Burden.Generator.Summaries;
using Burden.Generator.TorchSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Analyzers;

/// <summary>Reports the errors in the declarations of networks, modules and custom layers (BRD0001 to BRD0027).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that holds the unknown name.</summary>
    internal const string Name = "Name";

    /// <summary>The property of a diagnostic that holds the suggested name.</summary>
    internal const string Nearest = "Nearest";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.Declarations;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(WellKnownNames.Network) is not null)
            {
                start.RegisterSymbolAction(static symbol => Analyze(symbol), SymbolKind.NamedType);
                start.RegisterSemanticModelAction(static model =>
                {
                    foreach (var fault in CostRuleChecker.Check(model.SemanticModel.SyntaxTree, model.SemanticModel.Compilation, model.CancellationToken))
                    {
                        model.ReportDiagnostic(fault);
                    }
                });
                if (start.Options.AdditionalFiles.Any(static f => ModelSummary.IsSummary(f.Path)))
                {
                    // Actions on attributes leave out those of a partial property that is implemented.
                    start.RegisterSemanticModelAction(static model =>
                    {
                        foreach (var fault in ModelFigureChecker.Check(model.SemanticModel, model.CancellationToken))
                        {
                            model.ReportDiagnostic(fault);
                        }
                    });
                }

                var wide = new WideAttributes(start.Compilation);
                start.RegisterSyntaxNodeAction(
                    attribute =>
                    {
                        if ((wide.Check((AttributeSyntax)attribute.Node, attribute.SemanticModel, attribute.CancellationToken)
                            ?? MemberChecker.Check((AttributeSyntax)attribute.Node, attribute.SemanticModel, attribute.CancellationToken)) is { } fault)
                        {
                            attribute.ReportDiagnostic(fault);
                        }
                    },
                    SyntaxKind.Attribute);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface && EffectChecker.Check(type, context.Compilation, context.CancellationToken).ToList() is { Count: > 0 } strays
            && !Unfinished.IsIn(type, context.CancellationToken))
        {
            Report(context, strays);
        }

        if (OutsideChecker.Check(type, context.Compilation, context.CancellationToken).ToList() is { Count: > 0 } hidden && !Unfinished.IsIn(type, context.CancellationToken))
        {
            Report(context, hidden);
        }

        if (MemberChecker.Check(type, context.CancellationToken).Concat(CostRuleChecker.Check(type, context.CancellationToken)).ToList() is { Count: > 0 } members && !Unfinished.IsIn(type, context.CancellationToken))
        {
            Report(context, members);
        }

        var parts = new HashSet<Location>();
        foreach (var network in NetworkAnalysis.In(type, context.Compilation, context.CancellationToken).Where(static n => !n.IsUnfinished))
        {
            // Networks of one class share its errors.
            Report(context, network.PartFaults.Where(f => parts.Add(f.Location)));
            Report(context, network.Symbol, network.Faults(context.CancellationToken));
            if (NetworkSource.IsCode(network.Symbol))
            {
                Report(context, CodeFaults.Of(network.Symbol, context.Compilation, context.CancellationToken));
            }
        }

        if (type is { TypeKind: TypeKind.Class, IsAbstract: false } && WellKnownNames.RoleOf(type) is not null && type.FindAttribute(WellKnownNames.NetworkAttribute) is null
            && !Unfinished.IsIn(type, context.CancellationToken))
        {
            Report(context, PartChecker.Check(type, context.Compilation, context.CancellationToken));
            Report(context, type, ModuleFaults.Of(type, context.Compilation, context.CancellationToken));
        }
    }

    private static void Report(SymbolAnalysisContext context, IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    private static void Report(SymbolAnalysisContext context, ISymbol type, IEnumerable<Fault> faults)
    {
        var names = CompilationNames.Of(context.Compilation);
        var constants = new HashSet<(string Name, string Message)>();
        foreach (var fault in faults)
        {
            var isOwn = names.IdOf(type) == fault.Place.Owner;
            var location = isOwn ? PlaceLocator.Locate(type, fault.Place, context.CancellationToken) : PlaceLocator.NameOf(type, context.CancellationToken);
            // An error in the text of a constant is one wherever the constant is used.
            if (!IsSaidByCompiler(context, fault, location)
                && (fault.Id is not (FaultId.BadExpression or FaultId.UnknownLayer)
                    || PlaceLocator.ConstantAt(location, context.CancellationToken) is not { } constant
                    || constants.Add((constant, fault.Message))))
            {
                var cause = fault.Cause ?? (isOwn ? null : fault.Place);
                context.ReportDiagnostic(Create(fault, location, cause is null ? null : Inside(cause, names, context)));
            }
        }
    }

    /// <summary>A place in a class of this compilation; null for any other.</summary>
    private static Location? Inside(Place cause, CompilationNames names, SymbolAnalysisContext context)
        => names.Symbol(cause.Owner) is { DeclaringSyntaxReferences: { Length: > 0 } references } owner && context.Compilation.ContainsSyntaxTree(references[0].SyntaxTree)
            ? PlaceLocator.Locate(owner, cause, context.CancellationToken)
            : null;

    private static Diagnostic Create(Fault fault, Location location, Location? cause)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (fault.Misspelt is { } misspelt)
        {
            properties = properties.Add(Name, misspelt.Name).Add(Nearest, misspelt.Nearest);
        }

        return Diagnostic.Create(Rules.Of(fault.Id), location, cause is null ? null : [cause], properties, fault.Message);
    }

    /// <summary>Whether the compiler already reports it: a <c>nameof</c> of an unknown name.</summary>
    private static bool IsSaidByCompiler(SymbolAnalysisContext context, Fault fault, Location location)
        => fault.Id is FaultId.UnknownLayer or FaultId.BadReport && PlaceLocator.IsNameOfNothing(location, context.Compilation, context.CancellationToken);
}
