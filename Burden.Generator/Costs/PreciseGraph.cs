using Burden.Generator.Graphs;
using Burden.Generator.Layers;

namespace Burden.Generator.Costs;

/// <summary>
/// Gives a graph the types that are stated for it: of parameters with their scales, of features, and conversions where a layer
/// reads features of another type than its own, as the converters of runtimes put them in.
/// </summary>
internal sealed class PreciseGraph
{
    private readonly Graph graph;
    private readonly DataType?[] types;
    private readonly List<GraphNode> nodes = [];

    /// <summary>Where each node's conversions begin, and where it stands itself.</summary>
    private readonly int[] starts;
    private readonly int[] places;

    /// <summary>The conversions of a node's output: one for each type, however many layers read it.</summary>
    private readonly Dictionary<(int Node, DataType Type), int> converted = [];
    private readonly HashSet<string> paths;
    private readonly int[] readers;

    /// <summary>The nodes that yield real numbers in a type that is stated for them.</summary>
    private readonly HashSet<int> stated = [];

    private PreciseGraph(Graph graph)
    {
        this.graph = graph;
        starts = new int[graph.Nodes.Count];
        places = new int[graph.Nodes.Count];
        readers = new int[graph.Nodes.Count];
        foreach (var read in graph.Nodes.SelectMany(static n => n.Reads.Distinct()))
        {
            readers[read]++;
        }

        var ids = Ids();
        types = [.. graph.Nodes.Select((n, i) => !IsReal(n) ? n.Costs.OutputType : ids[i] ? DataType.Int32 : Own(n.Precision?.Features))];
        paths = new HashSet<string>(graph.Nodes.Select(static n => n.Path), StringComparer.Ordinal);
    }

    /// <summary>The same graph where no precision is stated.</summary>
    public static Graph Of(Graph graph)
    {
        if (graph.Nodes.FirstOrDefault(static n => n.Precision is not null) is not { } precise)
        {
            return graph;
        }

        try
        {
            return new PreciseGraph(graph).Build();
        }
        catch (OverflowException)
        {
            var place = precise.Place ?? graph.Nodes.Select(static n => n.Place).FirstOrDefault(static p => p is not null) ?? new Place(graph.Layers.FirstOrDefault()?.Declaration.Owner ?? "");
            var fault = new Fault(FaultId.Overflow, place, "the count of scales overflows Int64");
            return new Graph(graph.Settings, graph.Nodes, graph.Layers, graph.Parts, [.. graph.Faults, fault], isIncomplete: true, graph.Outputs);
        }
    }

    /// <summary>The names of conversions.</summary>
    public const string Quantize = "Quantize", Dequantize = "Dequantize", Requantize = "Requantize", Cast = "Cast";

    private Graph Build()
    {
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            starts[i] = nodes.Count;
            var node = graph.Nodes[i];
            var reads = node.Reads.Select(r => Converts(r, i) ? Conversion(r, node) : places[r]).ToList();
            places[i] = nodes.Count;
            if (IsReal(node) && types[i] is not DataType.Int32)
            {
                stated.Add(nodes.Count);
            }

            nodes.Add(node with { Reads = reads, Costs = Typed(node, types[i]) });
        }

        var typed = new Graph(
            graph.Settings,
            nodes,
            [.. graph.Layers.Select(Moved)],
            [.. graph.Parts.Select(p => p with { First = StartOf(p.First), Count = StartOf(p.First + p.Count) - StartOf(p.First) })],
            graph.Faults,
            graph.IsIncomplete,
            [.. graph.Outputs.Select(o => o < 0 ? o : places[o])]);
        AddScales(new MemoryPlan(typed));
        return typed;
    }

    /// <summary>The nodes whose values are looked up in a table: as runtimes have them, integers of 32 bits.</summary>
    private bool[] Ids()
    {
        var ids = new bool[graph.Nodes.Count];
        for (var i = ids.Length - 1; i >= 0; i--)
        {
            var node = graph.Nodes[i];
            if (node.Reads.Count > 0 && (IsLookUp(node) || (ids[i] && node.Costs.Storage == Storage.View)))
            {
                ids[node.Reads[0]] = true;
            }
        }

        return ids;
    }

    private DataType? Own(DataType? features) => features == graph.Settings.FeatureType ? null : features;

    /// <summary>Whether a node yields real numbers that are computed: no ids, masks or parameters.</summary>
    private static bool IsReal(GraphNode node)
        => node is { Precision.Features: not null, Costs.Storage: not (Storage.Parameters or Storage.None) } && node.Costs.OutputType?.IsInteger() != true;

    private static bool IsLookUp(GraphNode node) => node.Kind is "Embedding" or "embedding";

    private DataType ComputedIn(GraphNode node) => node.Precision?.Features ?? graph.Settings.FeatureType;

    private bool Converts(int read, int reader)
    {
        var (source, node) = (graph.Nodes[read], graph.Nodes[reader]);
        return source.Costs is { Storage: not (Storage.Parameters or Storage.None) } && source.Costs.OutputType?.IsInteger() != true
            && node.Costs.Storage != Storage.None && !IsLookUp(node) && node.Costs.OutputType?.IsInteger() != true
            && (types[read] ?? graph.Settings.FeatureType) != ComputedIn(node)
            // Types that the file or the code itself mixes are its own matter.
            && (source.Precision?.Features is not null || node.Precision?.Features is not null);
    }

    private int Conversion(int read, GraphNode reader)
    {
        var (from, to) = (types[read] ?? graph.Settings.FeatureType, ComputedIn(reader));
        if (!converted.TryGetValue((read, to), out var index))
        {
            var kind = (from.IsInteger(), to.IsInteger()) switch
            {
                (false, true) => Quantize,
                (true, false) => Dequantize,
                (true, true) => Requantize,
                _ => Cast,
            };
            var source = graph.Nodes[read].Costs.Output;
            index = nodes.Count;
            stated.Add(index);
            converted.Add((read, to), index);
            nodes.Add(reader with
            {
                Path = PathOf(reader, kind),
                Kind = kind,
                Reads = [places[read]],
                // A factor and a rounding, or a difference and a factor; a cast moves values.
                Costs = new LayerCosts(source) { OutputType = Own(to), Flops = kind == Cast ? 0 : checked(2 * source.Elements), Reach = Reach.Same },
            });
        }

        return index;
    }

    /// <summary>A path beside the layer's.</summary>
    private string PathOf(GraphNode reader, string kind)
    {
        if (reader.Path.Length == 0)
        {
            return "";
        }

        var path = reader.Path.Substring(0, reader.Path.LastIndexOf('.') + 1) + kind;
        var unique = path;
        for (var i = 2; !paths.Add(unique); i++)
        {
            unique = $"{path}_{Helpers.Text.Of(i)}";
        }

        return unique;
    }

    private LayerCosts Typed(GraphNode node, DataType? type)
    {
        if (node.Precision is not { Parameters: not null } precision)
        {
            return node.Costs with { OutputType = type };
        }

        var format = new WeightFormat(precision, ComputedIn(node));
        var costs = format.Apply(node.Costs) with { OutputType = type };
        return IsMerged(node) ? format.Merged(costs, graph.Nodes[node.Reads[0]].Costs.Weights.Any(static w => w is { IsTrainable: true, Shape.Count: 1 })) : costs;
    }

    /// <summary>
    /// Whether a batch norm is merged into the layer before it: both are computed in integers, and nothing else reads what lies
    /// between them. Scales and shifts in real numbers have no place there.
    /// </summary>
    private bool IsMerged(GraphNode node)
        => node is { Kind: "BatchNorm1d" or "BatchNorm2d" or "BatchNorm3d", Reads.Count: 1, Precision.IsQuantized: true, Costs.Storage: Storage.Own }
            && node.Costs.Weights.Any(static w => !w.IsTrainable) && ComputedIn(node).IsQuantized()
            && node.Reads[0] is var before && readers[before] == 1 && !graph.Outputs.Contains(before)
            && graph.Nodes[before] is { Precision.IsQuantized: true, Costs.Storage: Storage.Own } product && ComputedIn(product) == ComputedIn(node)
            && product.Kind is "Conv1d" or "Conv2d" or "Conv3d" or "ConvTranspose1d" or "ConvTranspose2d" or "ConvTranspose3d" or "Linear"
            // Shared weights would have the factors of several norms.
            && product.Costs.Weights.All(static w => !w.IsShared);

    private int StartOf(int node) => node < starts.Length ? starts[node] : nodes.Count;

    private GraphLayer Moved(GraphLayer layer) => layer with
    {
        Node = layer.Node < 0 ? layer.Node : places[layer.Node],
        First = StartOf(layer.First),
        Count = StartOf(layer.First + layer.Count) - StartOf(layer.First),
        Members = layer.Members is { } members ? [.. members.SelectMany(m => Enumerable.Range(starts[m], places[m] - starts[m] + 1))] : null,
        Children = [.. layer.Children.Select(Moved)],
    };

    /// <summary>
    /// Each feature of quantised values has a scale and a zero point: those of a buffer stand with the layer that fills it, those
    /// of an input with the first layer that reads it.
    /// </summary>
    private void AddScales(MemoryPlan plan)
    {
        var inputs = new HashSet<int>();
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var read in nodes[i].Reads)
            {
                if (nodes[read].IsInput && inputs.Add(read))
                {
                    AddScales(i, read, "input");
                }
            }

            if (plan.Owns(i))
            {
                AddScales(i, i, "output");
            }
        }
    }

    /// <param name="node">The node that stores them.</param>
    /// <param name="feature">The node that yields the feature.</param>
    private void AddScales(int node, int feature, string name)
    {
        var type = nodes[feature].Costs.OutputType ?? graph.Settings.FeatureType;
        if (type.IsQuantized() && stated.Contains(feature))
        {
            nodes[node] = nodes[node] with { Costs = WeightFormat.With(nodes[node].Costs, new WeightFormat(nodes[feature].Precision!, type).ScalesOf(name)) };
        }
    }
}
