using Burden.Generator.Declarations;
using Burden.Generator.Expressions;
using Burden.Generator.Layers;

namespace Burden.Generator.Graphs;

/// <summary>What the expansions of one network have in common, whatever its input's size: parsed expressions, arguments by name.</summary>
internal sealed class BuildMemory
{
    private readonly Dictionary<LayerUse, IReadOnlyDictionary<string, Constant>> arguments = new(ByReference.Instance);

    public ExpressionCache Expressions { get; } = new();

    /// <summary>The arguments of a use by parameter name.</summary>
    public IReadOnlyDictionary<string, Constant> Arguments(LayerUse use, Signature signature)
    {
        if (!arguments.TryGetValue(use, out var bound))
        {
            bound = signature.Bind(use.Arguments);
            arguments.Add(use, bound);
        }

        return bound;
    }

    /// <summary>Uses are compared by identity: their contents are long.</summary>
    private sealed class ByReference : IEqualityComparer<LayerUse>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(LayerUse? x, LayerUse? y) => ReferenceEquals(x, y);

        public int GetHashCode(LayerUse use) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(use);
    }
}
