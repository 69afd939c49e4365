namespace Burden.Generator.Costs;

/// <summary>What a layer, a part of a network or a network costs: an amount of each figure.</summary>
/// <param name="amounts">In the order of <see cref="Figure.All"/>; what does not sum is 0 in the figures of layers.</param>
internal sealed class Figures(long[] amounts)
{
    public static readonly Figures Zero = new(new long[Figure.All.Count]);

    public long this[Figure figure] => amounts[figure.Index];

    public long Parameters => this[Figure.Parameters];

    public long ParameterBytes => this[Figure.ParameterBytes];

    public long FeatureBytes => this[Figure.FeatureBytes];

    public long Macs => this[Figure.Macs];

    public long Flops => this[Figure.Flops];

    /// <summary>A node's; null where one overflows Int64.</summary>
    public static Figures? OfNode(NodeUse use)
    {
        try
        {
            var amounts = new long[Figure.All.Count];
            foreach (var figure in Figure.All)
            {
                amounts[figure.Index] = figure.OfNode?.Invoke(use) ?? 0;
            }

            return new Figures(amounts);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The same with what does not sum.</summary>
    public Figures With(MemoryTimeline timeline, int first, int count)
    {
        var all = (long[])amounts.Clone();
        foreach (var figure in Figure.All)
        {
            if (figure.OfRun is { } measure)
            {
                all[figure.Index] = measure(timeline, first, count);
            }
        }

        return new Figures(all);
    }

    /// <summary>Adds them to running sums.</summary>
    /// <exception cref="OverflowException">A sum overflows Int64.</exception>
    public void AddTo(long[] sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = checked(sums[i] + amounts[i]);
        }
    }
}
