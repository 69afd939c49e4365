using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>What a reading of code rests on: the files that its code stands in, and what the names in them could mean.</summary>
internal sealed class CodeDependencies
{
    private readonly IReadOnlyList<SyntaxTree> files;
    private readonly HashSet<string> names;
    private readonly ulong meanings;
    private ulong whole;
    private ulong wholeBefore;

    /// <param name="reached">The files that were followed.</param>
    public CodeDependencies(IEnumerable<SyntaxTree> reached, Compilation compilation, CancellationToken cancellation)
    {
        files = [.. reached.Where(static t => !WrittenCode.IsGenerated(t)).Distinct()];
        var declared = DeclaredMeanings.Of(compilation, cancellation);
        names = declared.NamesBehind(files);
        meanings = Of(declared);
        whole = wholeBefore = declared.Whole;
    }

    /// <summary>Whether a compilation has the same files, in which names mean the same: the reading would be the same again.</summary>
    public bool Hold(Compilation compilation, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            if (!compilation.ContainsSyntaxTree(file))
            {
                return false;
            }
        }

        var declared = DeclaredMeanings.Of(compilation, cancellation);
        if (declared.Whole == whole || declared.Whole == wholeBefore)
        {
            return true;
        }

        if (Of(declared) != meanings)
        {
            return false;
        }

        // Two are remembered: analyzers see what other generators add, and this one doesn't.
        (wholeBefore, whole) = (whole, declared.Whole);
        return true;
    }

    // Figures of another network follow from declarations that no name leads to.
    private ulong Of(DeclaredMeanings declared) => names.Contains(ReservedNames.Cost) ? declared.Whole : declared.Of(names);
}
