using Burden.Generator.Diagnostics;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Analysis;

/// <summary>
/// Finds declarations that follow from figures of ONNX files (BRD0026). The generator makes these only after it has read the
/// declarations, so they would be unknown to it. Budgets are read later, and may follow from them.
/// </summary>
internal static class ModelFigureChecker
{
    /// <summary>How many constants may follow from one another.</summary>
    private const int MaxDepth = 64;

    /// <summary>The errors in a file.</summary>
    public static IEnumerable<Diagnostic> Check(SemanticModel model, CancellationToken cancellation)
        => model.SyntaxTree.GetRoot(cancellation).DescendantNodes(static n => n is not (StatementSyntax or ExpressionSyntax)).OfType<AttributeSyntax>()
            .Select(a => Check(a, model, cancellation)).OfType<Diagnostic>();

    private static Diagnostic? Check(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellation)
    {
        if (attribute.ArgumentList is not { Arguments.Count: > 0 } arguments || model.GetTypeInfo(attribute, cancellation).Type is not INamedTypeSymbol type || !IsRead(type))
        {
            return null;
        }

        foreach (var argument in arguments.Arguments)
        {
            if (Find(argument.Expression, model.Compilation, 0, cancellation) is { } figure)
            {
                return Diagnostic.Create(
                    Rules.UnknownFigure, argument.Expression.GetLocation(),
                    $"{argument.Expression} follows from {figure}, a figure of an ONNX file: it is only known after declarations have been read, so budgets alone may follow from it");
            }
        }

        return null;
    }

    /// <summary>Whether the generator reads an attribute: one of Burden's or of the user's layers and modules.</summary>
    private static bool IsRead(INamedTypeSymbol attribute)
    {
        for (var type = attribute; type is not null; type = type.BaseType)
        {
            if (type.ContainingNamespace is { Name: "Burden", ContainingNamespace.IsGlobalNamespace: true })
            {
                return !attribute.IsBurden(WellKnownNames.Budget);
            }
        }

        return false;
    }

    /// <summary>The figure of an ONNX file that an expression follows from, as a name; null for none.</summary>
    private static string? Find(ExpressionSyntax expression, Compilation compilation, int depth, CancellationToken cancellation)
    {
        foreach (var name in expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Where(static n => n is MemberAccessExpressionSyntax or IdentifierNameSyntax))
        {
            if (SourceConstant.Of(name, compilation, cancellation) is { } constant)
            {
                if (OwnerOf(constant.Field) is not null)
                {
                    return constant.Field.ToDisplayString();
                }

                if (depth < MaxDepth && Find(constant.Value, compilation, depth + 1, cancellation) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    /// <summary>The class of an ONNX file that a constant was generated in; null for other constants.</summary>
    private static INamedTypeSymbol? OwnerOf(IFieldSymbol field)
    {
        for (var type = field.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type is { Name: ReservedNames.Cost, ContainingType: { } owner } && GeneratedCosts.Of(owner) is not null && owner.FindAttribute(WellKnownNames.NetworkAttribute) is null)
            {
                return owner;
            }
        }

        return null;
    }
}
