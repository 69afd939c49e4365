using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Costs.Analyses;

/// <summary>How the memory of features is laid out, and what another order of the layers would save.</summary>
internal sealed class MemoryPlanAnalysis() : Analysis("MemoryPlan")
{
    /// <summary>More is a slip of the keyboard: no machine has larger pages.</summary>
    private const long MostAlignment = 1 << 30;

    /// <summary>The number of the rule that reports an arena over its budget.</summary>
    public const int OverArena = 1007;

    public override AnalysisResult Measure(AnalysisCall call)
    {
        var alignment = call.Integer("Alignment", MemoryTimeline.Alignment);
        if (alignment > MostAlignment)
        {
            throw AnalysisCall.OutOfRange("Alignment", Text.Of(alignment), $"at most {Text.Of(MostAlignment)}");
        }

        var timeline = call.Table.Timeline!;
        var count = call.Graph.Nodes.Count;
        var plan = new MemoryPlan(call.Graph);
        var arena = timeline.Arena(0, count, PlanningOrder.Size, alignment);
        var byBreadth = timeline.Arena(0, count, PlanningOrder.Breadth, alignment);
        var without = new MemoryPlan(call.Graph, overwrites: false).Timeline(Bytes).Arena(0, count, PlanningOrder.Size, alignment);
        var least = LeastPeak.Of(
            call.Graph,
            plan,
            node => Bytes(call.Graph.Nodes[node].Costs.OutputType, call.Graph.Nodes[node].Costs.Output.Elements),
            node => Bytes(call.Graph.Nodes[node].Costs.OutputType, call.Graph.Nodes[node].Costs.ExtraElements),
            call.Cancellation);
        var peak = call.Graph.Nodes[timeline.PeakStep(0, count)].Path;
        return new AnalysisResult(
            Kind,
            $"An arena of {Units.Memory(arena.Bytes)}; most is alive at {peak}{(least.Bytes < timeline.Peak ? $"; another order of the layers needs {Units.Memory(least.Bytes)} at once instead of {Units.Memory(timeline.Peak)}" : "")}",
            [
                new("Alignment", alignment, "Offsets and sizes are multiples of it, in bytes"),
                new("ArenaBytes", arena.Bytes, $"{Units.Memory(arena.Bytes)}: the block in which a planner that takes the largest buffers first finds room for all"),
                new("ArenaBytesByBreadth", byBreadth.Bytes, $"{Units.Memory(byBreadth.Bytes)}: the same for a planner that takes the steps with most alive first"),
                new("ArenaBytesWithoutInPlace", without.Bytes, $"{Units.Memory(without.Bytes)}: the block where no layer overwrites its input"),
                new("PeakLayer", peak, "The layer at which most is alive"),
                new("LeastPeakFeatureBytes", least.Bytes, $"{Units.Memory(least.Bytes)}: the least that is alive at once in any order of the layers{(least.IsExact ? "" : ", as far as it was searched")}"),
                new("IsLeastPeakExact", least.IsExact, "Whether all orders were considered; else it is the best of those that were"),
                new("Buffers", string.Concat(arena.Uses.Select((use, i) => Row(call, use, arena.Offsets[i]))), "A line for each buffer: layer, offset, bytes, first and last step at which it is alive"),
            ])
        {
            Limits = [.. call.Limit(OverArena, "MaxArena", arena.Bytes, AnalysisCall.Bytes, (relation, most) => $"the arena of '{call.Network.Class.Name}' takes {AnalysisCall.Bytes(arena.Bytes)}, {relation} its budget of {most}; most is alive at {peak}")],
        };

        long Bytes(DataType? type, long elements) => (type ?? call.Settings.FeatureType).Bytes(checked(elements * call.Settings.Batch));
    }

    private static string Row(AnalysisCall call, MemoryUse use, long offset)
        => $"{call.Graph.Nodes[use.Node].Path}|{Text.Of(offset)}|{Text.Of(use.Bytes)}|{Text.Of(use.First)}|{Text.Of(use.Last)}\n";
}
