using System.Collections.Immutable;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Analyzers;

/// <summary>
/// Suppresses warnings that declarations cause by design: a module's parameters and layer properties are read by
/// Burden, not by code; the catalog of networks is every assembly's own, seen by its friends too.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor UnreadParameter = new("BRDS001", "CS9113", "A module's parameter is read by its layers' expressions.");
    private static readonly SuppressionDescriptor UnusedMember = new("BRDS002", "IDE0051", "A layer property is read by Burden.");
    private static readonly SuppressionDescriptor UnreadMember = new("BRDS003", "IDE0052", "A layer property is read by Burden.");
    private static readonly SuppressionDescriptor CouldBeStatic = new("BRDS004", "CA1822", "A layer property belongs to the module that is applied.");
    private static readonly SuppressionDescriptor UnexposedArgument = new("BRDS005", "CA1019", "A module's parameter is read by its layers' expressions.");
    private static readonly SuppressionDescriptor CatalogOfFriend = new("BRDS006", "CS0436", "Each assembly has a catalog of its own, and the name means this one's.");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
        ImmutableArray.Create(UnreadParameter, UnusedMember, UnreadMember, CouldBeStatic, UnexposedArgument, CatalogOfFriend);

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (diagnostic.Location.SourceTree is { } tree
                && SupportedSuppressions.FirstOrDefault(s => s.SuppressedDiagnosticId == diagnostic.Id) is { } suppression
                && IsByNature(context, suppression, tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true)))
            {
                context.ReportSuppression(Suppression.Create(suppression, diagnostic));
            }
        }
    }

    private static bool IsByNature(SuppressionAnalysisContext context, SuppressionDescriptor suppression, SyntaxNode node)
    {
        var model = context.GetSemanticModel(node.SyntaxTree);
        if (ReferenceEquals(suppression, CatalogOfFriend))
        {
            return model.GetSymbolInfo(node, context.CancellationToken).Symbol is INamedTypeSymbol catalog
                && catalog.IsBurden(WellKnownNames.Catalog) && SymbolEqualityComparer.Default.Equals(catalog.ContainingAssembly, context.Compilation.Assembly);
        }

        if (node.FirstAncestorOrSelf<ParameterSyntax>() is not null)
        {
            return node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
                && model.GetDeclaredSymbol(type, context.CancellationToken) is INamedTypeSymbol declared
                && WellKnownNames.RoleOf(declared) is not null;
        }

        return node.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { } property
            && model.GetDeclaredSymbol(property, context.CancellationToken) is IPropertySymbol symbol
            && symbol.Type.IsBurden(WellKnownNames.Layer)
            && (WellKnownNames.RoleOf(symbol.ContainingType) is ClassRole.Module || symbol.ContainingType.FindAttribute(WellKnownNames.NetworkAttribute) is not null);
    }
}
