using Burden.Generator.Helpers;

namespace Burden.Generator.Costs;

/// <summary>In which order a static planner places buffers.</summary>
internal enum PlanningOrder
{
    /// <summary>The largest first, each at the lowest offset that is free while it lives: the planner of TensorFlow Lite Micro.</summary>
    Size,
    /// <summary>
    /// The steps with the most memory alive first, and the largest of each step, each in the smallest gap that holds it:
    /// "Greedy by Breadth" of Pisarchyk and Lee, Efficient Memory Management for Deep Neural Net Inference (2020).
    /// </summary>
    Breadth,
}

/// <summary>One block of memory in which every buffer has a fixed offset, so that buffers that live at the same time don't overlap.</summary>
internal sealed class ArenaPlan
{
    private ArenaPlan(IReadOnlyList<MemoryUse> uses, IReadOnlyList<long> offsets, long bytes)
    {
        Uses = uses;
        Offsets = offsets;
        Bytes = bytes;
    }

    /// <summary>The buffers.</summary>
    public IReadOnlyList<MemoryUse> Uses { get; }

    /// <summary>Where each buffer begins, in bytes.</summary>
    public IReadOnlyList<long> Offsets { get; }

    /// <summary>The size of the block.</summary>
    public long Bytes { get; }

    /// <summary>Places buffers.</summary>
    /// <param name="alignment">Every offset and the size of the whole are multiples of it.</param>
    /// <exception cref="OverflowException">The block overflows Int64.</exception>
    public static ArenaPlan Of(IReadOnlyList<MemoryUse> uses, PlanningOrder order, long alignment)
    {
        var planner = new Planner(uses, alignment, order == PlanningOrder.Breadth);
        foreach (var use in order == PlanningOrder.Size ? BySize(uses) : ByBreadth(uses))
        {
            planner.Place(use);
        }

        return new ArenaPlan(uses, planner.Offsets, planner.Bytes);
    }

    /// <summary>The largest first; of equal ones, the one that comes first.</summary>
    private static IEnumerable<int> BySize(IReadOnlyList<MemoryUse> uses) => Enumerable.Range(0, uses.Count).OrderByDescending(i => uses[i].Bytes);

    private static IEnumerable<int> ByBreadth(IReadOnlyList<MemoryUse> uses)
    {
        var alive = new SortedDictionary<int, List<int>>();
        for (var i = 0; i < uses.Count; i++)
        {
            for (var step = uses[i].First; step <= uses[i].Last; step++)
            {
                if (!alive.TryGetValue(step, out var list))
                {
                    alive.Add(step, list = []);
                }

                list.Add(i);
            }
        }

        return alive.Values
            .OrderByDescending(step => step.Aggregate(0L, (sum, i) => checked(sum + uses[i].Bytes)))
            .SelectMany(step => step.OrderByDescending(i => uses[i].Bytes))
            .Distinct();
    }

    /// <summary>Finds room for one buffer after the other.</summary>
    private sealed class Planner(IReadOnlyList<MemoryUse> uses, long alignment, bool takesSmallestGap)
    {
        // Buffers live briefly, so a buffer can only overlap those of nearby steps.
        private const int Stretch = 32;

        private readonly Dictionary<int, List<int>> placed = [];
        private readonly long[] offsets = new long[uses.Count];

        public IReadOnlyList<long> Offsets => offsets;

        public long Bytes { get; private set; }

        public void Place(int use)
        {
            var size = Aligned(use);
            var end = 0L;
            long? found = null;
            var smallest = long.MaxValue;
            foreach (var other in Alive(use))
            {
                var gap = offsets[other] - end;
                if (gap >= size && gap < smallest)
                {
                    found = end;
                    smallest = gap;
                    if (!takesSmallestGap)
                    {
                        break;
                    }
                }

                end = Math.Max(end, checked(offsets[other] + Aligned(other)));
            }

            offsets[use] = found ?? end;
            Bytes = Math.Max(Bytes, checked(offsets[use] + size));
            for (var stretch = uses[use].First / Stretch; stretch <= uses[use].Last / Stretch; stretch++)
            {
                if (!placed.TryGetValue(stretch, out var list))
                {
                    placed.Add(stretch, list = []);
                }

                list.Add(use);
            }
        }

        /// <summary>The placed buffers that live at the same time as one, by offset.</summary>
        private IEnumerable<int> Alive(int use)
        {
            var (first, last) = (uses[use].First, uses[use].Last);
            return Enumerable.Range(first / Stretch, (last / Stretch) - (first / Stretch) + 1)
                .SelectMany(stretch => placed.TryGetValue(stretch, out var list) ? list : [])
                .Where(other => uses[other].First <= last && first <= uses[other].Last)
                .Distinct()
                .OrderBy(other => offsets[other]);
        }

        private long Aligned(int use) => checked((uses[use].Bytes + alignment - 1) / alignment * alignment);
    }
}
