using System.Collections.Immutable;
using Burden.Generator.Costs;
using Burden.Generator.Declarations;
using Burden.Generator.Diagnostics;
using Burden.Generator.Graphs;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Analyzers;

/// <summary>Reports what is wrong with the declarations of networks, modules and custom layers (BRD0001 to BRD0024).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
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
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class)
        {
            return;
        }

        if (NetworkReader.Read(type, context.Compilation, context.CancellationToken) is { } network)
        {
            CheckParts(context, type, isNetwork: true);
            var inherited = type.BaseType is { } @base && NetworkReader.Read(@base, context.Compilation, context.CancellationToken) is { } baseNetwork
                ? FaultFinder.Find(baseNetwork, context.CancellationToken)
                : [];
            foreach (var fault in FaultFinder.Find(network, context.CancellationToken))
            {
                // What the base network shows already is not shown again.
                if (!inherited.Contains(fault))
                {
                    Report(context, type, fault);
                }
            }
        }
        else if (!type.IsAbstract && WellKnownNames.RoleOf(type) is not null)
        {
            CheckParts(context, type, isNetwork: false);
            var names = CompilationNames.Of(context.Compilation);
            foreach (var fault in names.Faults(names.Register(type), context.Compilation, context.CancellationToken))
            {
                Report(context, type, fault);
            }
        }
    }

    /// <summary>What only the parts of the class tell: whether all are partial, whether its layers stand in one file.</summary>
    private static void CheckParts(SymbolAnalysisContext context, INamedTypeSymbol type, bool isNetwork)
    {
        for (var outer = type; isNetwork && outer is not null; outer = outer.ContainingType)
        {
            if (outer.TypeParameters.Length > 0)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Rules.NotPartial, PlaceLocator.NameOf(outer, context.CancellationToken), $"'{outer.Name}' is generic; a network, and the types around it, can't be"));
            }
            else if (outer.IsLocalToFile())
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Rules.NotPartial, PlaceLocator.NameOf(outer, context.CancellationToken), $"'{outer.Name}' is local to its file; a network, and the types around it, can't be"));
            }
            else if (!NetworkReader.IsPartial(outer, context.CancellationToken))
            {
                var what = ReferenceEquals(outer, type) ? $"the network '{outer.Name}' is" : $"'{outer.Name}', which contains the network '{type.Name}', is";
                context.ReportDiagnostic(Diagnostic.Create(
                    Rules.NotPartial, PlaceLocator.NameOf(outer, context.CancellationToken), $"{what} not partial, so that its costs can't be generated"));
            }
        }

        var names = CompilationNames.Of(context.Compilation);
        var parts = type.DeclaringSyntaxReferences
            .Select(r => r.GetSyntax(context.CancellationToken))
            .OfType<TypeDeclarationSyntax>()
            .Where(node => ClassReader.PartOf(type, node, names, context.Compilation, context.CancellationToken).Layers.Count > 0)
            .ToList();
        if (parts.Select(static p => p.SyntaxTree).Distinct().Count() > 1)
        {
            var files = string.Join(" and ", parts.Select(static p => System.IO.Path.GetFileName(p.SyntaxTree.FilePath)).Distinct());
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.SpreadOverFiles,
                parts[0].Identifier.GetLocation(),
                parts.Skip(1).Select(static p => p.Identifier.GetLocation()),
                $"the layers of '{type.Name}' stand in several files ({files}), so that their order is not known; keep them in one"));
        }
    }

    private static void Report(SymbolAnalysisContext context, INamedTypeSymbol type, Fault fault)
    {
        var names = CompilationNames.Of(context.Compilation);
        var isOwn = names.Register(type) == fault.Place.Owner;
        var location = isOwn ? PlaceLocator.Locate(type, fault.Place, context.CancellationToken) : PlaceLocator.NameOf(type, context.CancellationToken);
        if (IsSaidByCompiler(context, type, fault, location))
        {
            return;
        }

        var cause = fault.Cause ?? (isOwn ? null : fault.Place);
        var additional = cause is not null && names.Symbol(cause.Owner) is { DeclaringSyntaxReferences: { Length: > 0 } references } owner
            && context.Compilation.ContainsSyntaxTree(references[0].SyntaxTree)
            ? PlaceLocator.Locate(owner, cause, context.CancellationToken)
            : null;
        context.ReportDiagnostic(Diagnostic.Create(Rules.Of(fault.Id), location, additional is null ? null : [additional], fault.Message));
    }

    /// <summary>Whether the compiler speaks of it already: a class that can't be parsed, a <c>nameof</c> of nothing.</summary>
    private static bool IsSaidByCompiler(SymbolAnalysisContext context, INamedTypeSymbol type, Fault fault, Location location)
    {
        if (fault is { Id: FaultId.NoLayers, Place.Property: null })
        {
            return type.DeclaringSyntaxReferences.Any(r => r.GetSyntax(context.CancellationToken).ContainsDiagnostics);
        }

        return fault.Id == FaultId.UnknownLayer && PlaceLocator.IsNameOfNothing(location, context.Compilation, context.CancellationToken);
    }
}
