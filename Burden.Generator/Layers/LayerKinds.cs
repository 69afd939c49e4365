namespace Burden.Generator.Layers;

/// <summary>All built-in layer kinds, by name.</summary>
internal static class LayerKinds
{
    private static readonly LayerKind[] All =
    [
        new Add(),
        new Conv2d(),
        new ReLU(),
    ];

    private static readonly Dictionary<string, LayerKind> ByName = All.ToDictionary(static k => k.Name, StringComparer.Ordinal);

    public static LayerKind? Find(string name) => ByName.TryGetValue(name, out var kind) ? kind : null;

    public static IReadOnlyList<LayerKind> List => All;
}
