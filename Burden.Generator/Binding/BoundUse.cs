using Burden.Generator.Layers;

namespace Burden.Generator.Binding;

/// <summary>A use of a layer, with what its name and its arguments mean in one network.</summary>
/// <param name="Place">The attribute.</param>
/// <param name="Kind">The built-in kind; null for a module or custom layer.</param>
/// <param name="Class">The module or custom layer; null for a built-in kind.</param>
/// <param name="Arguments">The arguments by parameter name.</param>
internal sealed record BoundUse(LayerUse Use, Place Place, LayerKind? Kind, ClassDeclaration? Class, IReadOnlyDictionary<string, Constant> Arguments)
{
    /// <summary>Its name, for messages.</summary>
    public string Name => Class?.Name ?? Use.Target.Id;

    /// <summary>Its parameters; null where the class behind it could not be read, which is said where it is declared.</summary>
    public Signature? Signature => Kind?.Signature ?? Class?.Signature;

    public bool IsModule => Class?.Role == ClassRole.Module;

    public bool IsMerge => Kind?.IsMerge ?? Class?.Role == ClassRole.CustomMerge;
}

/// <summary>The uses that a layer property chains.</summary>
/// <param name="Modules">How many of them are modules.</param>
internal sealed record BoundChain(IReadOnlyList<BoundUse> Uses, int Modules);
