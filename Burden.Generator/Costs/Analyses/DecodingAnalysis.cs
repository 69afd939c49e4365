using Burden.Generator.Costs.Receptive;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Costs.Analyses;

/// <summary>What an autoregressive transformer costs while it writes: keys and values are kept, so that one more token is computed alone.</summary>
internal sealed class DecodingAnalysis() : Analysis("Decoding")
{
    /// <summary>The number of the rule that reports kept keys and values over their budget.</summary>
    public const int OverCache = 1014;

    public override AnalysisResult Measure(AnalysisCall call)
    {
        if (call.Network.Code is not null)
        {
            throw new FaultException(FaultId.NoEffect, "which products are attention can't be told from code; only declared networks are worked out");
        }

        var length = call.Settings.Input[0];
        var context = call.IsGiven("Context") ? call.Integer("Context", 1) : length;
        DataType? cacheType = call.IsGiven("CacheType") ? call.Choice("CacheType", DataType.Float32) : null;
        var (cache, prefill, token, active) = (0L, 0L, 0L, 0L);
        var positions = new Positions(call.Graph, length);
        foreach (var node in call.Graph.Nodes)
        {
            var costs = node.Costs;
            checked
            {
                active += costs.ActiveParameters ?? costs.Parameters;
                if (node.IsInput || costs.Storage is Storage.Parameters or Storage.None)
                {
                    continue;
                }

                if (costs.Output.Count != 1 || costs.Output[0] != length || costs.Flops % length != 0 && costs.Attention is null)
                {
                    throw new FaultException(FaultId.ShapeMismatch, $"{node.Path} yields {costs.Output}; expected values for each of the {Text.Of(length)} positions of the input");
                }

                if (costs.Attention is { IsOfItself: false })
                {
                    throw new FaultException(FaultId.ShapeMismatch, $"{node.Path} attends to another layer; expected attention of a sequence to itself");
                }

                if (!positions.AreApart(node))
                {
                    throw new FaultException(FaultId.ShapeMismatch, $"{node.Path} mixes positions; expected layers that work on each position alone, and attention");
                }

                var products = costs.Attention is { } attends ? attends.Pairs(length) * attends.FlopsPerPair : 0;
                var alone = (costs.Flops - products) / length;
                prefill += (alone * context) + (costs.Attention is { } read ? read.Pairs(context) * read.FlopsPerPair : 0);
                token += alone + (costs.Attention is { } seen ? seen.Seen(context) * seen.FlopsPerPair : 0);
                cache += Kept(costs, 1);
            }
        }

        if (cache == 0)
        {
            throw new FaultException(FaultId.ShapeMismatch, "the network has no attention; expected a transformer");
        }

        checked
        {
            var batch = call.Settings.Batch;
            var kept = call.Graph.Nodes.Aggregate(0L, (sum, n) => checked(sum + (n.Costs.Attention is { } a ? Kept(n.Costs, a.Seen(context)) : 0))) * batch;
            return new AnalysisResult(
                Kind,
                $"Decoding keeps {Units.Memory(cache)} for each token, {Units.Memory(kept)} at {Text.Grouped(context)} tokens; one more token takes {Units.Count(token * batch, "FLOPs")}",
                [
                    new("Context", context, "How many tokens there are"),
                    new("CacheBytesPerToken", cache, $"{Units.Memory(cache)} of keys and values for each token of a sequence"),
                    new("CacheBytes", kept, $"{Units.Memory(kept)} of keys and values at the context, of the whole batch; a window bounds what is kept"),
                    new("PrefillFlops", prefill * batch, $"{Units.Count(prefill * batch, "FLOPs")}: reading the context"),
                    new("DecodeFlops", token * batch, $"{Units.Count(token * batch, "FLOPs")}: one more token, which sees the context"),
                    new("ActiveParameters", active, $"{Units.Count(active)} parameters that one token is computed with: of experts, those that are chosen"),
                ])
            {
                Limits =
                [
                    .. call.Limit(OverCache, "MaxCache", kept, AnalysisCall.Bytes, (relation, most) => $"'{call.Network.Class.Name}' keeps {AnalysisCall.Bytes(kept)} of keys and values at {Text.Grouped(context)} tokens, {relation} its budget of {most}"),
                    .. call.Limit(OverCache, "MaxCachePerToken", cache, AnalysisCall.Bytes, (relation, most) => $"'{call.Network.Class.Name}' keeps {AnalysisCall.Bytes(cache)} of keys and values for each token, {relation} its budget of {most}"),
                    .. call.Limit(TrainingAnalysis.OverFlops, "MaxFlops", token * batch, AnalysisCall.Flops, (relation, most) => $"one more token of '{call.Network.Class.Name}' takes {AnalysisCall.Flops(token * batch)}, {relation} its budget of {most}"),
                ],
            };
        }

        long Kept(LayerCosts costs, long tokens) => (cacheType ?? costs.OutputType ?? call.Settings.FeatureType).Bytes(checked((costs.Attention?.CachedPerToken ?? 0) * tokens));
    }

    /// <summary>Which nodes hold the sequence, and which layers leave each of its positions where it is.</summary>
    private sealed class Positions
    {
        private readonly Graph graph;
        private readonly long length;
        private readonly bool[] areSequences;

        public Positions(Graph graph, long length)
        {
            this.graph = graph;
            this.length = length;
            areSequences = new bool[graph.Nodes.Count];
            for (var i = 0; i < areSequences.Length; i++)
            {
                var node = graph.Nodes[i];
                areSequences[i] = node.IsInput ? node.Costs.Output.Rank > 0 && node.Costs.Output[0] == length : node.Reads.Any(r => areSequences[r]);
            }
        }

        /// <summary>Whether a layer computes each position from that position alone, or is attention. A custom layer is taken to.</summary>
        public bool AreApart(GraphNode node)
        {
            if (length == 1 || node.Costs.Attention is not null || node.Costs.Reach is not { } reach)
            {
                return true;
            }

            var reads = reach.IsOfAll ? node.Reads : [node.Reads[0]];
            return Enumerable.Range(0, reads.Count).All(i => !areSequences[reads[i]] || IsApart(node, reach, i, graph.Nodes[reads[i]].Costs.Output));
        }

        private static bool IsApart(GraphNode node, Reach reach, int index, Shape input)
        {
            // A product leaves leading dimensions as they are, and the rows of its first factor.
            if (node.Kind == "MatMul")
            {
                return input.Rank > 2 || (index == 0 && input.Rank == 2);
            }

            var axis = new FieldMap([new FieldAxis(-input.Rank, 1, 0, 0)]).Through(reach, input, node.Costs.Output).Axes[0];
            return axis.Axis == -node.Costs.Output.Rank && axis is { Jump: 1, First: 0, Last: 0, Modulus: 0 };
        }
    }
}
