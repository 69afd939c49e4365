using Burden.Generator.Expansion;
using Burden.Generator.Expressions;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Model;

/// <summary>What a class that declares layers or rules is.</summary>
internal enum ClassRole
{
    Network,
    Module,
    /// <summary>A custom layer with one input.</summary>
    CustomLayer,
    /// <summary>A custom layer that combines several.</summary>
    CustomMerge,
}

/// <summary>A network, a module or a custom layer, as declared: plain data.</summary>
/// <param name="Id">The full name, unique in a compilation.</param>
/// <param name="Name">The name without namespace and <c>Attribute</c>, for paths and messages.</param>
/// <param name="Signature">The parameters of a module or custom layer.</param>
/// <param name="Constants">The class's own constants: names that expressions may use, and a custom layer's rules.</param>
/// <param name="Layers">The layer properties, in declaration order.</param>
/// <param name="IsCompiled">Whether it is another assembly's, which reports the errors in it.</param>
internal sealed record ClassDeclaration(
    string Id,
    string Name,
    ClassRole Role,
    Signature Signature,
    EquatableArray<NamedConstant> Constants,
    EquatableArray<LayerDeclaration> Layers,
    bool IsCompiled = false)
{
    /// <summary>The <c>[Precision]</c> of the class and of those it derives from, its own first.</summary>
    public EquatableArray<PrecisionUse> Precisions { get; init; } = [];
}

/// <summary>A constant field of a class.</summary>
internal sealed record NamedConstant(string Name, Constant Value);

/// <summary>One layer property.</summary>
/// <param name="Owner">The <see cref="ClassDeclaration.Id"/> of the class that declares it: a network inherits layers.</param>
/// <param name="Chain">Its layers, in order.</param>
/// <param name="When">Its condition; null for always.</param>
/// <param name="Input">The shape where it is a further input; null for a layer.</param>
/// <param name="Source">How the property is written, for its implementation and its documentation.</param>
/// <param name="HasBudget">Whether it has a budget, which only the analyzer reads.</param>
/// <param name="IsCompiled">Whether it is declared in another assembly.</param>
internal sealed record LayerDeclaration(
    string Owner,
    string Name,
    EquatableArray<LayerUse> Chain,
    AttributeArgument? When,
    AttributeArgument? Input,
    bool IsOutput,
    PropertySource Source,
    bool HasBudget = false,
    bool IsCompiled = false)
{
    /// <summary>The types it is stored and computed in; null where it doesn't say.</summary>
    public PrecisionUse? Precision { get; init; }

    /// <summary>The type of its elements where it is a further input that states one; null otherwise.</summary>
    public Constant? InputType { get; init; }
}

/// <summary>An attribute's arguments as one value, and which of the property's attributes it is.</summary>
internal sealed record AttributeArgument(Constant Value, int Attribute);

/// <summary>How a layer property is written.</summary>
/// <param name="ImplementedModifiers">The modifiers of a partial property that the generator implements, <c>partial</c> last; null for others.</param>
/// <param name="Summary">The user's own summary as XML; null where there is none, or where the compiler reads none.</param>
/// <param name="Chain">The chain as written, on one line; empty where the compiler reads no documentation.</param>
internal sealed record PropertySource(string? ImplementedModifiers, string? Summary, string Chain);

/// <summary>One layer attribute on a property.</summary>
/// <param name="Target">What it applies.</param>
/// <param name="Arguments">Its arguments, in the order they are written.</param>
/// <param name="Attribute">Which of the property's attributes it is, from 0.</param>
internal sealed record LayerUse(LayerTarget Target, EquatableArray<Argument> Arguments, int Attribute);

/// <summary>An argument: <paramref name="Name"/> is null where it is given by position.</summary>
internal sealed record Argument(string? Name, Constant Value);

/// <summary>What an attribute on a layer property means.</summary>
internal enum TargetKind
{
    /// <summary>Nothing to Burden.</summary>
    None,
    /// <summary>An attribute that the compiler doesn't find, which it reports: the layer is unknown.</summary>
    Unresolved,
    /// <summary>A built-in layer kind; <see cref="LayerTarget.Id"/> is its name.</summary>
    BuiltIn,
    /// <summary>A module or custom layer; <see cref="LayerTarget.Id"/> is its <see cref="ClassDeclaration.Id"/>.</summary>
    Class,
    When,
    Output,
    Input,
    Budget,
    Precision,
}

/// <param name="IsMerge">Whether it combines the layers that its arguments name.</param>
internal sealed record LayerTarget(TargetKind Kind, string Id, bool IsMerge = false)
{
    /// <summary>What paths and messages call it.</summary>
    public string Name { get; init; } = Id;

    /// <summary>Whether it is a module.</summary>
    public bool IsModule { get; init; }

    public static readonly LayerTarget None = new(TargetKind.None, "");

    /// <summary>An attribute that the compiler rejects and reports.</summary>
    public static readonly LayerTarget Unresolved = new(TargetKind.Unresolved, "");
}
