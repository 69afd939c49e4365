using Burden.Generator.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Reads the constructors of a part of a class.</summary>
internal static class ConstructorReader
{
    /// <summary>The primary constructor's parameters, else those of the public constructor with the most.</summary>
    public static IReadOnlyList<ParameterSyntaxModel> Parameters(TypeDeclarationSyntax node, ConstantReader constants)
        => Read(node) is not { } list
            ? []
            : [.. list.Parameters.Select(p => new ParameterSyntaxModel(
                p.Identifier.ValueText,
                p.Default is null ? null : constants.Read(p.Default.Value),
                p.Modifiers.Any(SyntaxKind.ParamsKeyword)))];

    /// <summary>How many parameters must be given for the constructor to be the one that is read; 0 where there is no other.</summary>
    public static int CertainFrom(TypeDeclarationSyntax node)
    {
        if (Read(node) is not { } read)
        {
            return 0;
        }

        var others = Usable(node).Select(static c => c.ParameterList).Append(Primary(node)).Where(p => p is not null && p != read).ToList();
        return others.Count == 0 ? 0
            : others.Exists(o => o!.Parameters.Count >= read.Parameters.Count) || read.Parameters.Any(static p => p.Modifiers.Any(SyntaxKind.ParamsKeyword)) ? int.MaxValue
            : read.Parameters.Count;
    }

    /// <summary>The values that constructors give to properties and fields: a parameter, a constant, or what only runs.</summary>
    public static IReadOnlyList<NamedConstant> Assigned(TypeDeclarationSyntax node, ConstantReader constants)
    {
        var assigned = new List<NamedConstant>();
        foreach (var constructor in node.Members.OfType<ConstructorDeclarationSyntax>().Where(static c => !c.Modifiers.Any(SyntaxKind.StaticKeyword)))
        {
            var body = (SyntaxNode?)constructor.Body ?? constructor.ExpressionBody;
            foreach (var assignment in body?.DescendantNodes().OfType<AssignmentExpressionSyntax>() ?? [])
            {
                if (Target(assignment.Left) is { } name)
                {
                    var isPlain = assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && constructor.ParameterList == Read(node)
                        && (assignment.Parent is ArrowExpressionClauseSyntax || assignment.Parent?.Parent == constructor.Body)
                        && !assigned.Exists(a => a.Name == name);
                    var value = isPlain ? Value(assignment.Right, constructor, constants) : null;
                    assigned.RemoveAll(a => a.Name == name);
                    assigned.Add(new NamedConstant(name, value ?? new OtherConstant("set by code in a constructor")));
                }
            }
        }

        return assigned;
    }

    private static Constant? Value(ExpressionSyntax expression, ConstructorDeclarationSyntax constructor, ConstantReader constants) => expression switch
    {
        LiteralExpressionSyntax => constants.Read(expression),
        IdentifierNameSyntax { Identifier.ValueText: var name } when constructor.ParameterList.Parameters.Any(p => p.Identifier.ValueText == name) => new TextConstant(name),
        _ => null,
    };

    private static string? Target(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax, Name: IdentifierNameSyntax member } => member.Identifier.ValueText,
        _ => null,
    };

    // Classes have had a parameter list only since C# 12, so it is looked for among the children.
    private static ParameterListSyntax? Primary(TypeDeclarationSyntax node) => node.ChildNodes().OfType<ParameterListSyntax>().FirstOrDefault();

    private static ParameterListSyntax? Read(TypeDeclarationSyntax node) => Primary(node)
        ?? node.Members.OfType<ConstructorDeclarationSyntax>()
            .Where(static c => c.Modifiers.Any(SyntaxKind.PublicKeyword))
            .OrderByDescending(static c => c.ParameterList.Parameters.Count)
            .FirstOrDefault()?.ParameterList;

    /// <summary>The constructors that an attribute may call.</summary>
    private static IEnumerable<ConstructorDeclarationSyntax> Usable(TypeDeclarationSyntax node) => node.Members.OfType<ConstructorDeclarationSyntax>()
        .Where(static c => c.Modifiers.Any(static m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword));
}
