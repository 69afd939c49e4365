using Burden.Generator.Binding;
using Burden.Generator.Expressions;

namespace Burden.Generator.Expansion;

/// <summary>One class being expanded: the network, or one use of a module.</summary>
/// <param name="class">The class.</param>
/// <param name="path">Its path, with which its layers' paths begin; empty for the network.</param>
/// <param name="use">The place in the network's source that all errors inside a module are reported at; null in the network itself.</param>
internal sealed class Frame(BoundClass @class, Scope scope, LayerValue? input, string path, Place? use)
{
    public BoundClass Class { get; } = @class;

    public Scope Scope { get; } = scope;

    public Place? Use { get; } = use;

    /// <summary>The types that are stated for its layers; null where none are.</summary>
    public PrecisionSettings? Precision { get; init; }

    /// <summary>The default input of the next property's first layer.</summary>
    public LayerValue? Previous { get; set; } = input;

    /// <summary>The uses expanded so far, for weight sharing.</summary>
    public List<ExpandedUse> Expanded { get; } = new(@class.Layers.Count);

    /// <summary>The way to a property. The one property of a module that has no other needs no name.</summary>
    public string PathOf(BoundLayer property)
        => path.Length == 0 ? property.Name : Class.Layers.Count == 1 ? path : $"{path}.{property.Name}";
}

/// <summary>One use of a layer or module in a property, and the nodes it became.</summary>
internal readonly record struct ExpandedUse(string Property, BoundUse Use, int First, int Count);
