namespace Burden.Reports.Charts;

/// <summary>A layer as it was declared: the expanded layers from <paramref name="First"/> up to <paramref name="End"/>.</summary>
internal sealed record DeclaredLayer(string Name, int First, int End)
{
    public static IReadOnlyList<DeclaredLayer> Of(IReadOnlyList<LayerCost> layers)
    {
        var declared = new List<DeclaredLayer>();
        for (var i = 0; i < layers.Count; i++)
        {
            var name = layers[i].Path.Split('.')[0];
            if (declared.Count > 0 && declared[^1].Name == name)
            {
                declared[^1] = declared[^1] with { End = i + 1 };
            }
            else
            {
                declared.Add(new DeclaredLayer(name, i, i + 1));
            }
        }

        return declared;
    }
}
