using System.Collections.Immutable;
using Burden.Generator.Analysis;
using Burden.Generator.Diagnostics;
using Burden.Generator.Emission;
using Burden.Generator.Helpers;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Burden.Generator;

/// <summary>Generates the costs of each class and static member that has <c>[Network]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <summary>Sets up the pipeline: declaration, generated text, file; and what keeps them from being.</summary>
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

        ReportObstacles(context, networks);

        var layerConstants = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => LayerConstants.AreWritten(options.GlobalOptions));

        var outputs = networks
            .Combine(layerConstants)
            .Select(static (pair, cancellation) => pair.Left is { } network ? NetworkEmitter.Emit(network, pair.Right, cancellation) : null)
            .WithTrackingName(StepNames.Output);

        var models = ModelOutputs.Of(context, layerConstants);

        // Names that differ in casing alone would be one file: such networks are numbered by their order.
        var collisions = Strings(outputs, static o => o.MetadataName)
            .Combine(Strings(models, static o => o.MetadataName))
            .Select(static (names, _) => HintNames.Collisions(names.Left.AddRange(names.Right)))
            .WithTrackingName(StepNames.Collisions);

        Add(outputs);
        Add(models);

        var entries = Strings(outputs, static o => o.CatalogEntry ?? "")
            .Combine(Strings(models, static o => o.CatalogEntry ?? ""))
            .Select(static (entries, _) => entries.Left.Concat(entries.Right).Where(static e => e.Length > 0).Distinct().ToEquatableArray())
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

        static IncrementalValueProvider<ImmutableArray<string>> Strings(IncrementalValuesProvider<NetworkOutput?> outputs, Func<NetworkOutput, string> of)
            => outputs.Select((output, _) => output is null ? "" : of(output)).Collect();

        void Add(IncrementalValuesProvider<NetworkOutput?> added) => context.RegisterSourceOutput(
            added.Combine(collisions),
            static (context, pair) =>
            {
                if (pair.Left is { } output)
                {
                    context.AddSource(HintNames.OfNetwork(output.MetadataName, pair.Right), output.Text);
                }
            });
    }

    /// <summary>
    /// Partial layers of classes that are no networks, where the compiler stops before any analyzer could tell why, and what
    /// keeps code from being generated.
    /// </summary>
    private static void ReportObstacles(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<NetworkDeclaration?> networks)
    {
        var strays = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is TypeDeclarationSyntax type && LayerSyntax.MayBeStray(type),
                static (found, cancellation) => StrayReader.Read((TypeDeclarationSyntax)found.Node, found.SemanticModel, cancellation))
            .WithTrackingName(StepNames.Stray);

        context.RegisterSourceOutput(
            strays,
            static (context, stray) =>
            {
                if (stray is { CanGenerate: true, Substitutes.Count: > 0 })
                {
                    context.AddSource(HintNames.OfStray(stray.MetadataName), SubstituteEmitter.Emit(stray));
                }
            });

        var obstacles = networks.SelectMany(static (network, _) => Of(network?.Source))
            .WithTrackingName(StepNames.Obstacles);
        Report(obstacles);
        Report(strays.SelectMany(static (stray, _) => Of(stray)));

        static IEnumerable<Obstacle> Of(TypeSource? source) => source is null ? [] : source.Obstacles;

        // A location belongs to a tree, by which the project's configuration and pragmas are found.
        void Report(IncrementalValuesProvider<Obstacle> found) => context.RegisterSourceOutput(
            found.Combine(context.CompilationProvider),
            static (context, pair) =>
            {
                var (obstacle, compilation) = pair;
                var tree = compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == obstacle.Path && t.Length >= obstacle.Start + obstacle.Length);
                context.ReportDiagnostic(Diagnostic.Create(
                    Rules.Of(obstacle.Id), tree is null ? Location.None : Location.Create(tree, new TextSpan(obstacle.Start, obstacle.Length)), obstacle.Message));
            });
    }

    /// <summary>Whether this part is the one that the network's attribute is read from: two parts must not add one file twice.</summary>
    private static bool IsOwner(GeneratorAttributeSyntaxContext attributed, CancellationToken cancellation)
        => attributed.TargetSymbol is var symbol
            && symbol.FindAttribute(WellKnownNames.NetworkAttribute)?.ApplicationSyntaxReference is { } application
            && application.SyntaxTree == attributed.TargetNode.SyntaxTree
            && attributed.TargetNode.Span.Contains(application.Span)
            && (symbol is INamedTypeSymbol || NetworkMembers.Of(symbol.ContainingType, cancellation).Contains(symbol, SymbolEqualityComparer.Default));
}
