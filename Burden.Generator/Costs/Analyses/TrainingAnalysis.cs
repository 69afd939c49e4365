using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Costs.Analyses;

/// <summary>How parameters are updated: the same names and values as <c>Burden.Optimizer</c>.</summary>
internal enum Optimizer
{
    Sgd,
    Momentum,
    Adam,
    AdamW,
}

/// <summary>In which types a network is trained: the same names and values as <c>Burden.TrainingPrecision</c>.</summary>
internal enum TrainingPrecision
{
    Full,
    Mixed,
}

/// <summary>What it takes to train a network.</summary>
internal sealed class TrainingAnalysis() : Analysis(Name)
{
    /// <summary>The attribute's name without <c>Attribute</c>.</summary>
    public const string Name = "Training";

    /// <summary>The number of the rule that reports training over its budget of memory.</summary>
    public const int OverMemory = 1013;

    /// <summary>The number of the rule that reports a step of training, or a token of decoding, over its budget of FLOPs.</summary>
    public const int OverFlops = 1015;

    /// <summary>The argument for the inputs in one step.</summary>
    public const string BatchArgument = "Batch";

    public override AnalysisResult Measure(AnalysisCall call)
    {
        var optimizer = call.Choice("Optimizer", Optimizer.Adam);
        var onCpu = call.Flag("OnCpu");
        var isMixed = call.Choice("Precision", TrainingPrecision.Full) == TrainingPrecision.Mixed;
        var batch = call.IsGiven(BatchArgument) ? call.Integer(BatchArgument, 1) : call.Network.Settings.Batch;
        var type = isMixed ? DataType.Float16 : Trained(call.Settings.FeatureType);
        var code = call.Network.Code is null ? null : FollowedCode(call);
        var graph = code is null ? call.Graph : CodeGraphs.Of(call.Network, code);
        var layers = new Dictionary<GraphLayer, GraphLayer>();
        Pair(call.Graph.Layers, graph.Layers, layers);
        var checkpoints = Checkpoints(call).Select(l => layers[l]).ToList();
        // Code runs on the whole batch.
        var step = code is null
            ? new TrainingStep(graph, DeclaredSavings.Of(graph, type, batch), type, batch, onCpu, checkpoints)
            : new TrainingStep(graph, [.. graph.Nodes.Select(static n => n.Saving ?? NodeSaving.None)], type, 1, onCpu, checkpoints);
        var frozen = code?.FrozenParameters ?? 0;
        var total = call.Table.Total!;
        checked
        {
            var (stored, buffers) = Stored(call, isMixed);
            var trained = stored - (isMixed ? DataType.Float16 : Trained(call.Settings.ParameterType)).Bytes(frozen);
            var gradients = trained;
            var parameters = stored + buffers;
            var moments = optimizer switch { Optimizer.Sgd => 0, Optimizer.Momentum => 1, _ => 2 };
            var state = isMixed ? DataType.Float32.Bytes((total.Parameters - frozen) * (moments + 1)) : trained * moments;
            var saved = step.SavedBytes;
            var all = parameters + gradients + state + saved;
            var flops = step.Flops;
            return new AnalysisResult(
                Kind,
                $"Training takes {Units.Memory(all)} at a batch of {Text.Of(batch)}, {Units.Memory(saved)} of it activations, and {Units.Count(flops, "FLOPs")} a step",
                [
                    new("Batch", batch, "Inputs in one step"),
                    new("ParameterBytes", parameters, $"{Units.Memory(parameters)} of parameters and buffers"),
                    new("GradientBytes", gradients, $"{Units.Memory(gradients)} of gradients"),
                    new("OptimizerBytes", state, $"{Units.Memory(state)} of optimizer state{(isMixed ? ", 32-bit parameters included" : "")}"),
                    new("SavedBytes", saved, $"{Units.Memory(saved)} of activations that are kept for the backward pass"),
                    new("TrainingBytes", all, $"{Units.Memory(all)}: all of them"),
                    new("TrainingFlops", flops, $"{Units.Count(flops, "FLOPs")}: the forward and the backward pass of one step"),
                ])
            {
                OfLayer = layer => layer.Node >= 0 && layers.TryGetValue(layer, out var trainedLayer) ? OfLayer(trainedLayer, step) : [],
                Limits =
                [
                    .. call.Limit(OverMemory, "MaxMemory", all, AnalysisCall.Bytes, (relation, most) => $"training '{call.Network.Class.Name}' takes {AnalysisCall.Bytes(all)}, {relation} its budget of {most}; {Text.Grouped(saved)} of them are activations"),
                    .. call.Limit(OverFlops, "MaxFlops", flops, AnalysisCall.Flops, (relation, most) => $"a step of training '{call.Network.Class.Name}' takes {AnalysisCall.Flops(flops)}, {relation} its budget of {most}"),
                ],
            };
        }
    }

    /// <summary>The type that values of a type are trained in: integers have no gradient, so that training for them computes with real numbers that it rounds.</summary>
    public static DataType Trained(DataType type) => type.IsInteger() ? DataType.Float32 : type;

    /// <summary>The network's code, followed as in training.</summary>
    private static CodeGraph FollowedCode(AnalysisCall call) => call.Network.TrainingCode switch
    {
        { Code: CodeGraph code } => code,
        { Why: { Length: > 0 } why } => throw new FaultException(FaultId.UnknownCode, why),
        _ => throw new FaultException(FaultId.NoEffect, "only declared networks and TorchSharp modules are trained"),
    };

    /// <summary>Finds each layer of a network among those of the same network as it is trained, by name.</summary>
    private static void Pair(IReadOnlyList<GraphLayer> layers, IReadOnlyList<GraphLayer> trained, Dictionary<GraphLayer, GraphLayer> pairs)
    {
        foreach (var layer in layers)
        {
            if (trained.FirstOrDefault(t => t.Declaration.Name == layer.Declaration.Name) is { } same)
            {
                pairs[layer] = same;
                Pair(layer.Children, same.Children, pairs);
            }
        }
    }

    /// <summary>The bytes of parameters and of buffers while training.</summary>
    private static (long Parameters, long Buffers) Stored(AnalysisCall call, bool isMixed)
    {
        var (parameters, buffers) = (new Dictionary<DataType, long>(), new Dictionary<DataType, long>());
        foreach (var costs in call.Graph.Nodes.Where(static n => !n.IsInput).Select(static n => n.Costs))
        {
            if (costs.Weights.Count == 0)
            {
                Add(parameters, null, costs.Parameters, isTrained: true);
                Add(buffers, null, costs.Buffers, isTrained: false);
            }

            foreach (var weight in costs.Weights.Where(static w => !w.IsShared))
            {
                Add(weight.IsTrainable ? parameters : buffers, weight.Type, weight.Elements, weight.IsTrainable);
            }
        }

        return (Bytes(parameters), Bytes(buffers));

        void Add(Dictionary<DataType, long> counts, DataType? own, long count, bool isTrained)
        {
            var stored = own ?? call.Settings.ParameterType;
            var type = isMixed ? DataType.Float16 : isTrained ? Trained(stored) : stored;
            counts[type] = checked((counts.TryGetValue(type, out var before) ? before : 0) + count);
        }

        static long Bytes(Dictionary<DataType, long> counts) => counts.Aggregate(0L, static (sum, c) => checked(sum + c.Key.Bytes(c.Value)));
    }

    private static IReadOnlyList<AnalysisConstant> OfLayer(GraphLayer layer, TrainingStep step)
    {
        var saved = step.SavedBy(layer);
        return [new("SavedBytes", saved, $"{Units.Memory(saved)} that this layer is the first to keep for the backward pass")];
    }

    private static IReadOnlyList<GraphLayer> Checkpoints(AnalysisCall call) => [.. call.Words("Checkpoints").Select((name, i) => call.Layer("Checkpoints", name, i))];
}
