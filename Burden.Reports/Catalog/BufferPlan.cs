using System.Globalization;

namespace Burden.Reports.Catalog;

/// <summary>Where a static planner puts each buffer of a network's features, and when it is alive.</summary>
internal sealed record BufferPlan(IReadOnlyList<PlannedBuffer> Buffers)
{
    /// <summary>How many steps the network takes.</summary>
    public int Steps => Buffers.Select(static b => b.Last + 1).DefaultIfEmpty().Max();

    /// <summary>The size of the block that holds all.</summary>
    public long Bytes => Buffers.Select(static b => b.Offset + b.Bytes).DefaultIfEmpty().Max();

    /// <summary>What is alive at each step.</summary>
    public IReadOnlyList<long> Alive
    {
        get
        {
            var alive = new long[Steps];
            foreach (var buffer in Buffers)
            {
                for (var step = buffer.First; step <= buffer.Last; step++)
                {
                    alive[step] += buffer.Bytes;
                }
            }

            return alive;
        }
    }

    /// <summary>The plan that <c>[MemoryPlan]</c> made; null where a network doesn't ask for one.</summary>
    /// <exception cref="FormatException">Its text is not as the generator writes it.</exception>
    public static BufferPlan? Of(NetworkCost cost)
    {
        foreach (var text in cost.Analyses.SelectMany(static a => a.Figures).Where(static f => f.Name == "Buffers").Select(static f => f.Value as string).OfType<string>())
        {
            return new BufferPlan([.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)]);
        }

        return null;
    }

    private static PlannedBuffer Read(string line) => line.Split('|') is [var layer, var offset, var bytes, var first, var last]
        ? new PlannedBuffer(layer, Number(offset), Number(bytes), (int)Number(first), (int)Number(last))
        : throw new FormatException();

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>One buffer.</summary>
/// <param name="Layer">The layer that fills it.</param>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="First">The first step at which it is alive.</param>
/// <param name="Last">The last.</param>
internal sealed record PlannedBuffer(string Layer, long Offset, long Bytes, int First, int Last);
