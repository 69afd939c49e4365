using System.Runtime.CompilerServices;
using Burden.Generator.Expressions;
using Burden.Generator.Layers;

namespace Burden.Generator.Binding;

/// <summary>What the expansions of one network have in common, whatever its input's size: parsed expressions, names looked up.</summary>
internal sealed class BuildMemory
{
    private readonly Dictionary<string, ClassDeclaration> library = new(StringComparer.Ordinal);
    private readonly Dictionary<LayerDeclaration, BoundChain> chains = new(ByReference.Instance);

    public BuildMemory(NetworkDeclaration network)
    {
        Network = network;
        foreach (var declaration in network.Library)
        {
            library[declaration.Id] = declaration;
        }
    }

    public NetworkDeclaration Network { get; }

    public ExpressionCache Expressions { get; } = new();

    /// <summary>A module or custom layer of the network; null where it could not be read.</summary>
    public ClassDeclaration? FindClass(string id) => library.TryGetValue(id, out var found) ? found : null;

    /// <summary>The chain of a property with its names looked up.</summary>
    public BoundChain Bind(LayerDeclaration property)
    {
        if (!chains.TryGetValue(property, out var chain))
        {
            var uses = new BoundUse[property.Chain.Count];
            var modules = 0;
            for (var i = 0; i < uses.Length; i++)
            {
                uses[i] = Bind(property, property.Chain[i]);
                modules += uses[i].IsModule ? 1 : 0;
            }

            chain = new BoundChain(uses, modules);
            chains.Add(property, chain);
        }

        return chain;
    }

    private BoundUse Bind(LayerDeclaration property, LayerUse use)
    {
        var kind = use.Target.Kind == TargetKind.BuiltIn ? LayerKinds.Find(use.Target.Id) : null;
        var @class = use.Target.Kind == TargetKind.Class ? FindClass(use.Target.Id) : null;
        var arguments = (kind?.Signature ?? @class?.Signature)?.Bind(use.Arguments) ?? new Dictionary<string, Constant>();
        return new BoundUse(use, new Place(property.Owner, property.Name, use.Attribute), kind, @class, arguments);
    }

    /// <summary>Properties are compared by identity: their contents are long.</summary>
    private sealed class ByReference : IEqualityComparer<LayerDeclaration>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(LayerDeclaration? x, LayerDeclaration? y) => ReferenceEquals(x, y);

        public int GetHashCode(LayerDeclaration property) => RuntimeHelpers.GetHashCode(property);
    }
}
