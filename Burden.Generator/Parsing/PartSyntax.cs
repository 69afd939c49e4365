using Burden.Generator.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>
/// The content of one part of a class, as far as its syntax decides it. Kept with the syntax node and never in the pipeline:
/// it holds nodes of its own tree, to bind names that only the compiler can resolve.
/// </summary>
internal sealed class PartSyntax
{
    /// <summary>What decides the meaning of a name here: using directives, namespaces and containing types.</summary>
    public required string Scope { get; init; }

    public required IReadOnlyList<PropertySyntax> Properties { get; init; }

    public required IReadOnlyList<NamedConstant> Constants { get; init; }

    public required IReadOnlyList<ParameterSyntaxModel> Constructor { get; init; }

    /// <summary>As <see cref="Signature.CertainFrom"/>.</summary>
    public required int CertainFrom { get; init; }

    public required IReadOnlyList<ParameterSyntaxModel> Settable { get; init; }

    /// <summary>The values that a constructor gives to properties and fields, its own or inherited ones.</summary>
    public required IReadOnlyList<NamedConstant> Assigned { get; init; }

    /// <summary>The distinct attribute names, each with an attribute to bind it by.</summary>
    public required IReadOnlyList<(string Name, AttributeSyntax Attribute)> AttributeNames { get; init; }

    /// <summary>The distinct property types, each with a node to bind it by.</summary>
    public required IReadOnlyList<(string Name, TypeSyntax Type)> TypeNames { get; init; }

    /// <summary>The expressions behind <see cref="PendingConstant"/>s.</summary>
    public required IReadOnlyList<ExpressionSyntax> Pending { get; init; }

    /// <summary>The methods and properties that bear attributes which concern networks, and are not layers.</summary>
    public required IReadOnlyList<MemberDeclarationSyntax> Members { get; init; }

    /// <summary>The partial properties that are not implemented here and may be layers.</summary>
    public required IReadOnlyList<BasePropertyDeclarationSyntax> PartialProperties { get; init; }

    /// <summary>Those of them that the generator can't implement as they are written, as far as syntax tells.</summary>
    public required IReadOnlyList<BasePropertyDeclarationSyntax> OddProperties { get; init; }

    /// <summary>The names of the partial properties that the user implements here.</summary>
    public required IReadOnlyList<string> Implemented { get; init; }

    /// <summary>The name of a member <c>Cost</c> that is not the generator's; null where there is none.</summary>
    public required SyntaxToken? OwnCost { get; init; }

    /// <summary>The last result of linking it, and what that followed from: the same again is the same object.</summary>
    public LinkedPart? Linked { get; set; }
}

/// <summary>A constant that syntax does not settle: a name from elsewhere, a computation.</summary>
/// <param name="Index">Which of <see cref="PartSyntax.Pending"/>.</param>
internal sealed record PendingConstant(int Index) : Constant;

/// <summary>A property with attributes.</summary>
internal sealed record PropertySyntax(string Name, int Type, IReadOnlyList<AttributeSyntaxModel> Attributes, PropertySource Source);

/// <summary>An attribute: which of the part's <see cref="PartSyntax.AttributeNames"/> it has, and its arguments.</summary>
internal sealed record AttributeSyntaxModel(int Name, EquatableArray<Argument> Arguments, int Ordinal);

/// <summary>A constructor parameter or settable property.</summary>
internal sealed record ParameterSyntaxModel(string Name, Constant? Default, bool IsParams);

/// <summary>What a part means, once its names are known: plain data.</summary>
/// <param name="Targets">What the attribute names mean; with <paramref name="Constants"/> and <paramref name="Types"/>, what the rest follows from.</param>
/// <param name="Uses">The ids of the modules and custom layers it applies.</param>
/// <param name="IsCompiled">Whether it is a class of another assembly.</param>
internal sealed record LinkedPart(
    EquatableArray<LayerTarget> Targets,
    EquatableArray<bool> Types,
    EquatableArray<Constant> Constants,
    EquatableArray<LayerDeclaration> Layers,
    EquatableArray<NamedConstant> Fields,
    EquatableArray<Parameter> Constructor,
    EquatableArray<Parameter> Settable,
    bool IsVariadic,
    EquatableArray<string> Uses,
    bool IsCompiled = false)
{
    /// <summary>As <see cref="Signature.CertainFrom"/>.</summary>
    public int CertainFrom { get; init; }

    /// <summary>As <see cref="PartSyntax.Assigned"/>.</summary>
    public EquatableArray<NamedConstant> Assigned { get; init; } = [];

    /// <summary>Whether it declares nothing.</summary>
    public bool IsEmpty => Layers.Count == 0 && Fields.Count == 0 && Constructor.Count == 0 && Settable.Count == 0;
}
