using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Benchmarks;

/// <summary>Does nothing but find the networks: what any generator costs.</summary>
internal sealed class DoNothingGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
        => context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                "Burden.NetworkAttribute",
                static (node, _) => node is ClassDeclarationSyntax,
                static (found, _) => found.TargetSymbol.Name),
            static (context, name) => context.AddSource(name + ".g.cs", "// nothing"));
}

/// <summary>Reads all layer attributes through symbols: what Burden would cost if it did not read from syntax.</summary>
internal sealed class NaiveGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
        => context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                "Burden.NetworkAttribute",
                static (node, _) => node is ClassDeclarationSyntax,
                static (found, _) => Read((INamedTypeSymbol)found.TargetSymbol)),
            static (context, network) => context.AddSource(network.Name + ".g.cs", "// " + network.Layers.Length));

    private static (string Name, string Layers) Read(INamedTypeSymbol network) => (
        network.Name,
        string.Join('\n', network.GetMembers().OfType<IPropertySymbol>().Select(static p => p.Name + ": " + string.Join(", ", p.GetAttributes().Select(static a =>
            a.AttributeClass?.ToDisplayString() + "("
            + string.Join(", ", a.ConstructorArguments.Select(static c => c.Kind == TypedConstantKind.Array ? string.Join(", ", c.Values.Select(static v => v.Value)) : c.Value))
            + string.Join(", ", a.NamedArguments.Select(static n => n.Key + "=" + n.Value.Value)) + ")")))));
}
