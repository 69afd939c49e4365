using System.Collections.Immutable;
using Burden.Generator.Analysis;
using Burden.Generator.Emission;
using Burden.Generator.Helpers;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator;

/// <summary>Generates the costs of each class and static member that has <c>[Network]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <summary>Sets up the pipeline: declaration, generated text, file.</summary>
    /// <param name="context">The compiler's.</param>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var networks = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnownNames.Network,
                static (node, _) => node is TypeDeclarationSyntax or MethodDeclarationSyntax or PropertyDeclarationSyntax,
                static (attributed, cancellation) => IsOwner(attributed, cancellation)
                    ? NetworkSource.Read(attributed.TargetSymbol, attributed.SemanticModel.Compilation, cancellation)
                    : null)
            .WithTrackingName(StepNames.Declaration);

        var outputs = networks
            .Select(static (network, cancellation) => network is null ? null : NetworkEmitter.Emit(network, cancellation))
            .WithTrackingName(StepNames.Output);

        // Names that differ in casing alone would be one file: such networks are numbered by their order.
        var collisions = outputs
            .Select(static (output, _) => output?.MetadataName ?? "")
            .Collect()
            .Select(static (names, _) => Collisions(names))
            .WithTrackingName(StepNames.Collisions);

        context.RegisterSourceOutput(
            outputs.Combine(collisions),
            static (context, pair) =>
            {
                if (pair.Left is { } output)
                {
                    context.AddSource(HintName(output.MetadataName, pair.Right), output.Text);
                }
            });

        var entries = outputs
            .Select(static (output, _) => output?.CatalogEntry ?? "")
            .Collect()
            .Select(static (entries, _) => entries.Where(static e => e.Length > 0).Distinct().ToEquatableArray())
            .WithTrackingName(StepNames.Catalog);

        context.RegisterSourceOutput(
            entries,
            static (context, entries) =>
            {
                if (entries.Count > 0)
                {
                    context.AddSource("Burden.NetworkCatalog.g.cs", CatalogEmitter.Emit(entries));
                }
            });
    }

    /// <summary>Whether this part is the one that the network's attribute is read from: two parts must not add one file twice.</summary>
    private static bool IsOwner(GeneratorAttributeSyntaxContext attributed, CancellationToken cancellation)
        => attributed.TargetSymbol is var symbol
            && symbol.FindAttribute(WellKnownNames.NetworkAttribute)?.ApplicationSyntaxReference is { } application
            && application.SyntaxTree == attributed.TargetNode.SyntaxTree
            && attributed.TargetNode.Span.Contains(application.Span)
            && (symbol is INamedTypeSymbol || NetworkMembers.Of(symbol.ContainingType, cancellation).Contains(symbol, SymbolEqualityComparer.Default));

    /// <summary>Names that differ from another in their casing alone.</summary>
    private static EquatableArray<string> Collisions(ImmutableArray<string> names)
        => names.GroupBy(static n => n, StringComparer.OrdinalIgnoreCase)
            .Where(static g => g.Count() > 1 && g.Key.Length > 0)
            .SelectMany(static g => g.Distinct().OrderBy(static n => n, StringComparer.Ordinal))
            .ToEquatableArray();

    private static string HintName(string name, EquatableArray<string> collisions)
    {
        var safe = new string([.. name.Select(static c => char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '-')]);
        if (safe.Length > 100 || safe != name)
        {
            // Two names may differ only in characters that were cut off or replaced.
            safe = $"{safe.Substring(0, Math.Min(safe.Length, 90))}-{StableHash(name)}";
        }

        var index = collisions.Items.IndexOf(name);
        return index < 0 ? $"{safe}.g.cs" : $"{safe}-{Text.Of(index)}.g.cs";
    }

    /// <summary>A hash of a name that is the same in every process (FNV-1a).</summary>
    private static string StableHash(string name)
    {
        var hash = 2166136261;
        foreach (var c in name)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
