using Microsoft.CodeAnalysis;

namespace Burden.Generator.Parsing;

/// <summary>A name in C# that means a generated constant of a network: <c>Zoo.Net.Cost.Conv1.Flops</c>.</summary>
/// <param name="Network">The network: a class, or a static member.</param>
/// <param name="Path">The names after <c>Cost</c>, or after the member's name in it.</param>
internal sealed record CostReference(ISymbol Network, IReadOnlyList<string> Path)
{
    public override string ToString() => Network is INamedTypeSymbol
        ? $"{Network.Name}.Cost.{string.Join(".", Path)}"
        : $"{Network.ContainingType.Name}.Cost.{Network.Name}.{string.Join(".", Path)}";
}
