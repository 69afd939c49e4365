using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.TorchSharp;

/// <summary>
/// The figures of other networks that code uses. The compiler knows none of them while they are generated, so the code is
/// followed with declarations of those that it names.
/// </summary>
internal static class CostUses
{
    /// <summary>The names of figures in code that was followed.</summary>
    public static IReadOnlyList<(CostReference Reference, ExpressionSyntax Name)> In(IEnumerable<SyntaxNode> code, Compilation compilation, CancellationToken cancellation)
    {
        var uses = new List<(CostReference, ExpressionSyntax)>();
        var resolver = new CostNameResolver(compilation, cancellation);
        foreach (var root in code)
        {
            var isImported = IsImported(root.SyntaxTree, cancellation);
            foreach (var identifier in root.DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                if ((isImported || identifier.Identifier.ValueText == ReservedNames.Cost) && Whole(identifier) is { } name && !uses.Exists(u => u.Item2 == name)
                    && resolver.Resolve(name) is { Path.Count: > 0 } reference)
                {
                    uses.Add((reference, name));
                }
            }
        }

        return uses;
    }

    /// <summary>A compilation in which figures are constants of the values they have.</summary>
    public static Compilation Declare(IEnumerable<(CostReference Reference, object Value)> figures, Compilation compilation, CancellationToken cancellation)
    {
        var text = new System.Text.StringBuilder();
        foreach (var (reference, value) in figures.GroupBy(static f => f.Reference.ToString(), StringComparer.Ordinal).Select(static g => g.First()))
        {
            var source = TypeSourceReader.Read(reference.Network, hidesCost: false, compilation, cancellation);
            List<string> classes = [ReservedNames.Cost, .. source.Member is { } member ? [Costs.CostNames.OfMember(member.Name)] : (string[])[], .. reference.Path.Take(reference.Path.Count - 1)];
            text.Append(source.Namespace.Length > 0 ? $"namespace {source.Namespace} {{ " : "")
                .Append(string.Concat(source.Types.Select(static t => $"partial {t.Keyword} {t.Name} {{ ")))
                .Append(string.Concat(classes.Select(static c => $"public static partial class {CSharpIdentifier.Escape(c)} {{ ")))
                .Append(value is string shape ? $"public const string {reference.Path[reference.Path.Count - 1]} = {SymbolDisplay.FormatLiteral(shape, quote: true)};" : $"public const long {reference.Path[reference.Path.Count - 1]} = {Text.Of((long)value)};")
                .Append('}', classes.Count + source.Types.Count + (source.Namespace.Length > 0 ? 1 : 0))
                .Append('\n');
        }

        return compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text.ToString(), (CSharpParseOptions)compilation.SyntaxTrees.First().Options, cancellationToken: cancellation));
    }

    /// <summary>Whether a file may name figures without <c>Cost</c>, by an alias or a static using.</summary>
    private static bool IsImported(SyntaxTree tree, CancellationToken cancellation)
        => tree.GetRoot(cancellation) is CompilationUnitSyntax unit && unit.DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>()
            .Any(static u => (u.Alias is not null || u.StaticKeyword.RawKind != 0) && u.Name is QualifiedNameSyntax name && name.ToString().Contains(ReservedNames.Cost));

    /// <summary>The whole of a qualified name that an identifier stands in; null where it is no part of one.</summary>
    private static ExpressionSyntax? Whole(IdentifierNameSyntax identifier)
    {
        ExpressionSyntax name = identifier;
        while (name.Parent is MemberAccessExpressionSyntax access)
        {
            name = access;
        }

        return name.Parent is InvocationExpressionSyntax invocation && invocation.Expression == name ? (name as MemberAccessExpressionSyntax)?.Expression : name;
    }
}
