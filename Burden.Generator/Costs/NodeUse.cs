using Burden.Generator.Graphs;
using Burden.Generator.Layers;

namespace Burden.Generator.Costs;

/// <summary>A node as its figures are measured: with the memory it owns, and what it reads.</summary>
internal readonly struct NodeUse(Graph graph, MemoryPlan plan, NetworkSettings settings, int node)
{
    public NetworkSettings Settings => settings;

    public LayerCosts Costs => graph.Nodes[node].Costs;

    /// <summary>The values of the features that it computes, of the whole batch.</summary>
    public long Elements => checked(((plan.Owns(node) ? Costs.Output.Elements : 0) + Costs.ExtraElements) * settings.Batch);

    /// <summary>
    /// The bytes that it reads and writes if nothing stays in a cache from one layer to the next: its weights once, each of its
    /// inputs once, its output once, and what lies between once each way. A view, and what never runs, moves nothing.
    /// </summary>
    public long Traffic
    {
        get
        {
            if (Costs.Storage is Storage.View or Storage.Parameters or Storage.None)
            {
                return 0;
            }

            checked
            {
                var bytes = Costs.ReadBytes(settings.ParameterType) + Bytes(Costs, Costs.Output.Elements + (2 * Costs.ExtraElements));
                var reads = graph.Nodes[node].Reads;
                foreach (var read in reads.Count > 1 ? reads.Distinct() : reads)
                {
                    var input = graph.Nodes[read].Costs;
                    // A learned tensor is read as weights are: once for the whole batch.
                    bytes += input.Storage != Storage.Parameters ? Bytes(input, input.Output.Elements)
                        : input.Weights.Count > 0 ? input.ReadBytes(settings.ParameterType)
                        : (input.OutputType ?? settings.ParameterType).Bytes(input.Output.Elements);
                }

                return bytes;
            }
        }
    }

    private long Bytes(LayerCosts costs, long elements) => (costs.OutputType ?? settings.FeatureType).Bytes(checked(elements * settings.Batch));
}
