using Burden.Generator.Diagnostics;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Analysis;

/// <summary>Finds what only the parts of a class tell: whether its layers stand in one file.</summary>
internal static class PartChecker
{
    public static IEnumerable<Diagnostic> Check(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var names = CompilationNames.Of(compilation);
        var parts = type.DeclaringSyntaxReferences
            .Select(r => r.GetSyntax(cancellation))
            .OfType<TypeDeclarationSyntax>()
            .Where(node => ClassReader.PartOf(type, node, names, compilation, cancellation).Layers.Count > 0)
            .ToList();
        if (parts.Select(static p => p.SyntaxTree).Distinct().Count() > 1)
        {
            var files = string.Join(" and ", parts.Select(static p => System.IO.Path.GetFileName(p.SyntaxTree.FilePath)).Distinct());
            yield return Diagnostic.Create(
                Rules.SpreadOverFiles,
                parts[0].Identifier.GetLocation(),
                parts.Skip(1).Select(static p => p.Identifier.GetLocation()),
                $"the layers of '{type.Name}' are in several files ({files}), so their order is unknown; keep them in one file");
        }
    }
}
