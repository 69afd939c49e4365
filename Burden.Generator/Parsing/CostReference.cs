using Microsoft.CodeAnalysis;

namespace Burden.Generator.Parsing;

/// <summary>A name in C# that means a generated constant of a network: <c>Zoo.Net.Cost.Conv1.Flops</c>.</summary>
/// <param name="Network">The network.</param>
/// <param name="Path">The names after <c>Cost</c>.</param>
internal sealed record CostReference(INamedTypeSymbol Network, IReadOnlyList<string> Path)
{
    public override string ToString() => $"{Network.Name}.Cost.{string.Join(".", Path)}";
}
