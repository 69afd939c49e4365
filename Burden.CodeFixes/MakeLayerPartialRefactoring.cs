using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.CodeFixes;

/// <summary>Makes a layer property of a network partial, or all of them, so that hovering one shows its costs.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(MakeLayerPartialRefactoring))]
public sealed class MakeLayerPartialRefactoring : CodeRefactoringProvider
{
    // Partial properties came with C# 13, which the Roslyn this is built against has no name for.
    private const LanguageVersion PartialProperties = (LanguageVersion)1300;

    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var document = context.Document;
        var cancellation = context.CancellationToken;
        if (document.Project.ParseOptions is not CSharpParseOptions { LanguageVersion: >= PartialProperties }
            || await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || root.FindNode(context.Span).FirstAncestorOrSelf<MemberDeclarationSyntax>() is not PropertyDeclarationSyntax { Parent: ClassDeclarationSyntax type } property
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(type, cancellation)?.FindAttribute(WellKnownNames.NetworkAttribute) is null)
        {
            return;
        }

        var layers = type.Members.OfType<PropertyDeclarationSyntax>().Where(p => CanBePartial(p, model, cancellation)).ToList();
        if (!layers.Contains(property))
        {
            return;
        }

        Register($"Make '{property.Identifier.ValueText}' partial", [property]);
        if (layers.Count > 1)
        {
            Register($"Make all layers of '{type.Identifier.ValueText}' partial", layers);
        }

        void Register(string title, IReadOnlyList<PropertyDeclarationSyntax> chosen)
        {
            var edits = MakePartialFix.MakePartial(document.Id, type)
                .Concat(chosen.Select(p => Edit.Insert(document.Id, p.Type.SpanStart, "partial ")));
            context.RegisterRefactoring(CodeAction.Create(title, token => Edit.ApplyAsync(document.Project.Solution, edits, token), title));
        }
    }

    /// <summary>Whether the generator would implement the property if it were partial.</summary>
    private static bool CanBePartial(PropertyDeclarationSyntax property, SemanticModel model, CancellationToken cancellation)
        => property is { Initializer: null, ExplicitInterfaceSpecifier: null, AccessorList.Accessors: [{ RawKind: (int)SyntaxKind.GetAccessorDeclaration, Body: null, ExpressionBody: null, Modifiers.Count: 0 }] }
            && !property.Modifiers.Any(SyntaxKind.PartialKeyword)
            && model.GetTypeInfo(property.Type, cancellation).Type.IsBurden(WellKnownNames.Layer);
}
