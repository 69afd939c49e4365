using Burden.Generator.Graphs;
using Burden.Generator.Layers;

namespace Burden.Generator.Costs.Receptive;

/// <summary>The receptive fields of a graph's nodes on the network's first input, along the path that spans most.</summary>
/// <remarks>
/// Size, stride and place follow forwards where every layer moves evenly over its input, as in Araujo, Norris and Sim,
/// Computing Receptive Fields of Convolutional Neural Networks (2019). Behind an interpolation, a transposed convolution or
/// a reshape, the field depends on the place: it is followed backwards from outputs in the middle of the map.
/// </remarks>
internal sealed class ReceptiveFields(Graph graph)
{
    /// <summary>The most neighbouring outputs whose fields are compared where they differ from place to place.</summary>
    private const int MostPlaces = 32;

    /// <summary>The most layers that are gone back through: a field behind more is not worked out.</summary>
    private const int MostSteps = 2_000_000;

    private FieldMap?[]? maps;
    private int steps;

    /// <summary>A node's; null where it isn't known, or where the node doesn't depend on the input.</summary>
    public ReceptiveField? Of(int node)
    {
        maps ??= Maps();
        if (maps[node] is not { Axes.Count: > 0 } map)
        {
            return null;
        }

        var input = graph.Nodes[0].Costs.Output;
        if (map is { IsEven: true, IsSimple: true })
        {
            return FieldOf(map, [.. map.Axes.Select((axis, i) => Clip(axis, input[i]))]);
        }

        steps += (node + 1) * MostPlaces;
        if (steps > MostSteps)
        {
            return null;
        }

        var output = graph.Nodes[node].Costs.Output;
        // The fields repeat after as many outputs as move by a whole number of values in every map behind them.
        var places = map.Axes.Where(static a => a.Axis != 0).Select(a => (int)Math.Min(MostPlaces, Math.Ceiling(Math.Round(map.Period / a.Jump, 3)))).DefaultIfEmpty(1).Max();
        long[]? sizes = null;
        for (var place = 0; place < places; place++)
        {
            if (Before(node, [.. output.Dimensions.Select(size => (size / 2) + place)]) is not { } spans)
            {
                return null;
            }

            sizes = [.. spans.Select((s, i) => Math.Max(sizes?[i] ?? 0, s.Last - s.First + 1))];
        }

        var start = Before(node, new long[output.Rank])!;
        return new ReceptiveField(sizes!, [.. map.Axes.Select(static a => a.Axis == 0 || a.Modulus > 0 ? 0 : a.Jump)], [.. start.Select(static s => (s.First + s.Last) / 2.0)]);
    }

    private static ReceptiveField FieldOf(FieldMap map, IReadOnlyList<FieldAxis> axes) => new(
        [.. axes.Select(static a => (long)(a.Last - a.First) + 1)],
        [.. map.Axes.Select(static a => a.Axis == 0 ? 0 : a.Jump)],
        [.. axes.Select(static a => (a.First + a.Last) / 2)]);

    /// <summary>Of an axis that is seen whole, what lies in the padding is no part of the field.</summary>
    private static FieldAxis Clip(FieldAxis axis, long size)
        => axis.Axis == 0 ? axis with { First = Math.Max(axis.First, 0), Last = Math.Min(axis.Last, size - 1) } : axis;

    private FieldMap?[] Maps()
    {
        var all = new FieldMap?[graph.Nodes.Count];
        for (var i = 0; i < all.Length; i++)
        {
            var node = graph.Nodes[i];
            all[i] = node.IsInput ? i == 0 ? FieldMap.OfInput(node.Costs.Output) : FieldMap.None
                : node.Costs.Storage is Storage.Parameters or Storage.None ? FieldMap.None
                : Through(all, node);
        }

        return all;
    }

    private FieldMap? Through(FieldMap?[] all, GraphNode node)
    {
        var result = FieldMap.None;
        foreach (var read in InputsOf(node))
        {
            // Windows and regions are items of their own: where they lie in the input isn't followed.
            if (all[read] is not { } map || (map.Axes.Count > 0 && (node.Costs.Reach is null || graph.Nodes[read].Costs.Output.Count != node.Costs.Output.Count)))
            {
                return null;
            }

            result = map.Axes.Count == 0 ? result : result.With(map.Through(node.Costs.Reach!, graph.Nodes[read].Costs.Output, node.Costs.Output));
        }

        return result;
    }

    private static IReadOnlyList<int> InputsOf(GraphNode node) => node.Costs.Reach is { IsOfAll: false } && node.Reads.Count > 1 ? [node.Reads[0]] : node.Reads;

    /// <summary>The places of the input that one output follows from; null where they can't be told exactly.</summary>
    private FieldPlaces[]? Before(int node, long[] place)
    {
        var boxes = new FieldPlaces[]?[node + 1];
        var isExact = true;
        boxes[node] = [.. place.Select(static p => FieldPlaces.Range(p, p))];
        for (var i = node; i > 0; i--)
        {
            if (boxes[i] is not { } box || graph.Nodes[i].Costs.Reach is not { } reach)
            {
                continue;
            }

            var reads = InputsOf(graph.Nodes[i]);
            var shapes = reads.Select(r => graph.Nodes[r].Costs.Output).ToList();
            for (var r = 0; r < reads.Count; r++)
            {
                if (FieldBox.Before(reach, box, graph.Nodes[i].Costs.Output, shapes, r, ref isExact) is { } before)
                {
                    boxes[reads[r]] = boxes[reads[r]] is { } known ? [.. known.Select((s, axis) => s.With(before[axis]))] : before;
                }
            }
        }

        var input = graph.Nodes[0].Costs.Output;
        return isExact && boxes[0] is { } found ? [.. found.Select((s, axis) => s.IsWhole ? s.Clip(input[axis]) : s)] : null;
    }
}
