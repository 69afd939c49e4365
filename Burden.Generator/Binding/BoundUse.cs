using Burden.Generator.Layers;

namespace Burden.Generator.Binding;

/// <summary>A use of a layer with its kind and its arguments.</summary>
internal sealed class BoundUse
{
    private BoundArguments? last;

    /// <param name="place">The attribute.</param>
    /// <param name="values">The values of the arguments, in the order they are written.</param>
    public BoundUse(LayerUse use, Place place, IReadOnlyList<BoundValue> values)
    {
        Use = use;
        Place = place;
        Kind = use.Target.Kind == TargetKind.BuiltIn ? LayerKinds.Find(use.Target.Id) : null;
        Values = values;
    }

    public LayerUse Use { get; }

    /// <summary>The attribute.</summary>
    public Place Place { get; }

    /// <summary>The built-in kind; null for a module or custom layer.</summary>
    public LayerKind? Kind { get; }

    /// <summary>Its name, for paths and messages.</summary>
    public string Name => Use.Target.Name;

    /// <summary>The values of the arguments, in the order they are written.</summary>
    public IReadOnlyList<BoundValue> Values { get; }

    /// <summary>Whether it is built and never run.</summary>
    public bool IsParametersOnly => Use.Arguments.Any(static a => a is { Name: ReservedNames.ParametersOnly, Value: BooleanConstant { Value: true } });

    public bool IsModule => Use.Target.IsModule;

    public bool IsMerge => Use.Target.IsMerge;

    /// <summary>The arguments by the parameters of a signature: the kind's, or that of the class behind the use.</summary>
    public BoundArguments ArgumentsFor(Signature signature)
    {
        // The signature of a module that was edited meanwhile has changed.
        var known = last;
        if (known is null || !ReferenceEquals(known.Signature, signature))
        {
            known = new BoundArguments(Use.Arguments, Values, signature);
            last = known;
        }

        return known;
    }
}

/// <summary>A layer property with its uses, its names looked up and its expressions parsed.</summary>
internal sealed class BoundLayer(LayerDeclaration declaration, IReadOnlyList<BoundUse> chain, BoundValue? when, BoundValue? input)
{
    public LayerDeclaration Declaration { get; } = declaration;

    public string Name => Declaration.Name;

    public IReadOnlyList<BoundUse> Chain { get; } = chain;

    /// <summary>The condition; null for always.</summary>
    public BoundValue? When { get; } = when;

    /// <summary>The shape where it is a further input; null for a layer.</summary>
    public BoundValue? Input { get; } = input;

    /// <summary>The types that it is stored and computed in, as far as it states them.</summary>
    public PrecisionSettings? Precision { get; init; }

    /// <summary>Whether its chain ends in a layer that is never run, so that its value is not read.</summary>
    public bool IsAside { get; } = chain.Any(static u => u.IsParametersOnly);

    /// <summary>Whether it has an error of its own, which is reported where it is bound: it can't be worked out.</summary>
    public bool IsFaulty { get; set; }

    /// <summary>One of its attributes.</summary>
    public Place At(int attribute) => new(Declaration.Owner, Declaration.Name, attribute);
}
