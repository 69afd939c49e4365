namespace Burden.Generator.Costs;

/// <summary>Bytes that are alive from one step to another.</summary>
/// <param name="Node">The node they belong to.</param>
/// <param name="First">The first step at which they are alive.</param>
/// <param name="Last">The last.</param>
internal readonly record struct MemoryUse(int Node, int First, int Last, long Bytes);

/// <summary>The memory of features alive at each step of a network, a step being a node that runs.</summary>
internal sealed class MemoryTimeline
{
    private readonly IReadOnlyList<MemoryUse> uses;
    private readonly long[] alive;

    /// <exception cref="OverflowException">A sum overflows Int64.</exception>
    public MemoryTimeline(IReadOnlyList<MemoryUse> uses, int steps)
    {
        this.uses = uses;
        alive = new long[steps];
        var starts = new long[steps + 1];
        var ends = new long[steps + 1];
        foreach (var use in uses)
        {
            starts[use.First] = checked(starts[use.First] + use.Bytes);
            ends[use.Last] = checked(ends[use.Last] + use.Bytes);
        }

        var now = 0L;
        for (var i = 0; i < steps; i++)
        {
            now = checked(now + starts[i]);
            alive[i] = now;
            now -= ends[i];
        }
    }

    /// <summary>The most bytes alive at once in the whole network.</summary>
    public long Peak => PeakOf(0, alive.Length);

    /// <summary>The most bytes alive while some nodes run; 0 of none.</summary>
    public long PeakOf(int first, int count) => count == 0 ? 0 : alive[PeakStep(first, count)];

    /// <summary>The first step of some nodes at which the most is alive.</summary>
    public int PeakStep(int first, int count)
    {
        var step = first;
        for (var i = first; i < first + count; i++)
        {
            step = alive[i] > alive[step] ? i : step;
        }

        return step;
    }

    /// <summary>The alignment of an arena's buffers: that of the runtimes for microcontrollers.</summary>
    public const long Alignment = 16;

    /// <summary>Where a static planner puts what is alive while some nodes run.</summary>
    /// <exception cref="OverflowException">The arena overflows Int64.</exception>
    public ArenaPlan Arena(int first, int count, PlanningOrder order = PlanningOrder.Size, long alignment = Alignment)
        => ArenaPlan.Of(count == alive.Length ? uses : [.. uses.Where(u => u.First < first + count && u.Last >= first)], order, alignment);

    /// <summary>What is alive at a step.</summary>
    public IEnumerable<MemoryUse> At(int step) => uses.Where(u => u.First <= step && step <= u.Last);
}
