using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>
/// Tells what users wrote from what Burden generated: analyzers see both, the generator only the former. Code is read
/// without the latter by both, so that they can share the result.
/// </summary>
internal static class WrittenCode
{
    // Weak: it lives as long as the compilation.
    private static readonly ConditionalWeakTable<Compilation, Compilation> Known = new();

    private const string Generator = "Burden.Generator.NetworkGenerator";

    /// <summary>Whether a file is one of Burden's. Compilers put it into a folder that is named by the generator.</summary>
    public static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) && tree.FilePath.Contains(Generator);

    /// <summary>A compilation without Burden's generated files.</summary>
    public static Compilation Of(Compilation compilation)
        => Known.TryGetValue(compilation, out var known) ? known
            : compilation.SyntaxTrees.Where(IsGenerated).ToList() is { Count: > 0 } generated ? Known.GetValue(compilation, c => c.RemoveSyntaxTrees(generated))
            : compilation;
}
