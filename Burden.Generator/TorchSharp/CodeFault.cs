using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>What makes it impossible to follow the code further, and where. Thrown where it is found, caught where the network is read.</summary>
/// <param name="site">The expression at fault; null where the expression being followed is.</param>
internal sealed class CodeFault(FaultId id, string message, SyntaxNode? site = null) : Exception(message)
{
    public FaultId Id { get; } = id;

    public SyntaxNode? Site { get; } = site;

    /// <summary>Whether it is shown at the network's attribute: nothing in the code is wrong by itself.</summary>
    public bool IsAtNetwork { get; init; }

    /// <summary>Further places that explain it.</summary>
    public List<SyntaxNode> Related { get; } = [];

    /// <summary>Something that is not known, and that something depends on.</summary>
    public static CodeFault Unknown(string message, SyntaxNode? site = null) => new(FaultId.UnknownCode, message, site);

    /// <summary>Shapes that don't fit.</summary>
    public static CodeFault Mismatch(string message, SyntaxNode? site = null) => new(FaultId.ShapeMismatch, message, site);

    /// <summary>Something that the compiler reports.</summary>
    public static CodeFault Compiler() => new(FaultId.None, "the code has an error");
}
