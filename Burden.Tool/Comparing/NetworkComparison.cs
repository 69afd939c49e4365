namespace Burden.Tool.Comparing;

/// <summary>Two lists of networks side by side.</summary>
/// <param name="Both">The networks that both have, in the new order.</param>
/// <param name="Gone">Those that only the old list has.</param>
/// <param name="Added">Those that only the new list has.</param>
internal sealed record NetworkComparison(IReadOnlyList<ComparedPair> Both, IReadOnlyList<ComparedNetwork> Gone, IReadOnlyList<ComparedNetwork> Added)
{
    /// <summary>Those of <see cref="Both"/> that have a figure that changed.</summary>
    public IEnumerable<ComparedPair> Changed => Both.Where(static p => p.Changes.Count > 0);

    /// <summary>
    /// Pairs networks by their classes; where one side doesn't know those, by names that only one network has. Two that are alone
    /// on their sides, as those of ONNX files are, are a pair whatever they are called.
    /// </summary>
    public static NetworkComparison Of(IReadOnlyList<ComparedNetwork> before, IReadOnlyList<ComparedNetwork> after)
    {
        var partners = new Dictionary<ComparedNetwork, ComparedNetwork>(ReferenceEqualityComparer.Instance);
        foreach (var network in after)
        {
            if (network.TypeName is not null && before.FirstOrDefault(b => b.TypeName == network.TypeName) is { } same)
            {
                partners[network] = same;
            }
        }

        var (free, open) = (before.Except(partners.Values).ToList(), after.Where(n => !partners.ContainsKey(n)).ToList());
        foreach (var network in open)
        {
            if (open.Count(n => n.Name == network.Name) == 1
                && free.Where(n => n.Name == network.Name).ToList() is [var same]
                && (same.TypeName is null || network.TypeName is null))
            {
                partners[network] = same;
            }
        }

        if (before is [var old] && after is [var only] && !partners.ContainsKey(only) && (old.TypeName is null || only.TypeName is null))
        {
            partners[only] = old;
        }

        return new NetworkComparison(
            [.. after.Where(partners.ContainsKey).Select(n => new ComparedPair(partners[n], n))],
            [.. before.Except(partners.Values)],
            [.. after.Where(n => !partners.ContainsKey(n))]);
    }
}

/// <summary>A network before and after.</summary>
internal sealed record ComparedPair(ComparedNetwork Before, ComparedNetwork After)
{
    /// <summary>The figures that changed, in their order; one that only one side knows is not compared.</summary>
    public IReadOnlyList<FigureChange> Changes { get; } =
    [
        .. from name in ComparedNetwork.FigureNames.Concat(After.Figures.Keys.Except(ComparedNetwork.FigureNames, StringComparer.Ordinal))
           where Before.Figures.ContainsKey(name) && After.Figures.ContainsKey(name) && Before.Figures[name] != After.Figures[name]
           select new FigureChange(name, Before.Figures[name], After.Figures[name]),
    ];

    /// <summary>The layers that changed, those that moved the network's figures most first; none where a side doesn't know its layers.</summary>
    public IReadOnlyList<LayerChange> Layers()
    {
        if (Before.Layers is null || After.Layers is null)
        {
            return [];
        }

        var (before, after) = (ByPath(Before.Layers), ByPath(After.Layers));
        return
        [
            .. from path in before.Keys.Union(after.Keys)
               let change = new LayerChange(path, before.GetValueOrDefault(path), after.GetValueOrDefault(path))
               where change.Before != change.After
               orderby Weight(change) descending
               select change,
        ];
    }

    private static Dictionary<string, ComparedLayer> ByPath(IEnumerable<ComparedLayer> layers) =>
        layers.GroupBy(static l => l.Path, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.First(), StringComparer.Ordinal);

    /// <summary>How much of the network's figures a layer's change is, in sum.</summary>
    private double Weight(LayerChange change) =>
        Share("parameters", change.Of(static l => l.Parameters)) + Share("featureElements", change.Of(static l => l.FeatureElements)) + Share("flops", change.Of(static l => l.Flops));

    private double Share(string figure, (long Before, long After) amounts) =>
        Math.Abs((double)amounts.After - amounts.Before) / (double)Math.Max(1, Before.Figures.GetValueOrDefault(figure));
}

/// <summary>A figure that changed.</summary>
internal sealed record FigureChange(string Name, decimal Before, decimal After)
{
    /// <summary>By how many percent it grew; infinite from 0.</summary>
    public double Percent => Before == 0 ? double.PositiveInfinity : 100.0 * ((double)After - (double)Before) / (double)Before;
}

/// <summary>A layer that changed; null on the side that lacks it.</summary>
internal sealed record LayerChange(string Path, ComparedLayer? Before, ComparedLayer? After)
{
    /// <summary>A figure on both sides, 0 where the layer isn't there.</summary>
    public (long Before, long After) Of(Func<ComparedLayer, long> figure) => (Before is null ? 0 : figure(Before), After is null ? 0 : figure(After));
}
