using Burden.Generator.Diagnostics;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Analysis;

/// <summary>Finds errors that only the parts of a class show: a part that is not partial, layers in several files.</summary>
internal static class PartChecker
{
    /// <param name="network">The network that is generated in the type, itself or a member; null where none is.</param>
    public static IEnumerable<Diagnostic> Check(INamedTypeSymbol type, ISymbol? network, Compilation compilation, CancellationToken cancellation)
    {
        if (network is not null && NetworkMembers.IsGeneric(network))
        {
            yield return Diagnostic.Create(
                Rules.NotPartial, PlaceLocator.NameOf(network, cancellation), $"'{network.Name}' is generic; a network, and the types around it, can't be");
        }

        for (var outer = type; network is not null && outer is not null; outer = outer.ContainingType)
        {
            if (outer.TypeParameters.Length > 0)
            {
                yield return Diagnostic.Create(
                    Rules.NotPartial, PlaceLocator.NameOf(outer, cancellation), $"'{outer.Name}' is generic; a network, and the types around it, can't be");
            }
            else if (outer.IsLocalToFile())
            {
                yield return Diagnostic.Create(
                    Rules.NotPartial, PlaceLocator.NameOf(outer, cancellation), $"'{outer.Name}' is local to its file; a network, and the types around it, can't be");
            }
            else if (!TypeSourceReader.IsPartial(outer, cancellation))
            {
                var what = ReferenceEquals(outer, network) ? $"the network '{outer.Name}' is" : $"'{outer.Name}', which contains the network '{network.Name}', is";
                yield return Diagnostic.Create(
                    Rules.NotPartial, PlaceLocator.NameOf(outer, cancellation), $"{what} not partial, so its costs can't be generated");
            }
        }

        if (network is not (null or INamedTypeSymbol))
        {
            yield break;
        }

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
