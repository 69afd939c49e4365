using Burden.Generator.Costs.Analyses;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;

namespace Burden.Generator.TorchSharp;

/// <content>Embeddings and recurrent modules.</content>
internal sealed partial class BuiltInModules
{
    private static void AddSequences(Dictionary<string, Kind> table)
    {
        table.Add("Embedding", new Kind(
            static m =>
            {
                if (m.Arguments.Has("embeddings"))
                {
                    Parameter(m, "weight", [.. m.Arguments.Tensor("embeddings").Sizes]);
                    return;
                }

                Parameter(m, "weight", m.Arguments.Integer("num_embeddings"), m.Arguments.Integer("embedding_dims", "embedding_dim"));
            },
            static (op, inputs) => Look(op, Input(op, inputs), Weight(op))));
        table.Add("EmbeddingBag", new Kind(
            static m => Parameter(m, "weight", m.Arguments.Has("embeddings") ? [.. m.Arguments.Tensor("embeddings").Sizes] : [m.Arguments.Integer("num_embeddings"), m.Arguments.Integer("embedding_dims")]),
            static (op, inputs) =>
            {
                var (input, weight) = (Input(op, inputs), Weight(op));
                var bags = Optional(inputs, 1) is { } offsets ? offsets.Sizes[0] : input.Sizes[0];
                return op.Emit("EmbeddingBag", [bags, weight[1]], inputs, checked(input.Elements * weight[1]), keeping: KeptOfBags(op, input.Elements, bags, weight[1], Optional(inputs, 1) is not null));
            }));
        foreach (var (name, gates, states) in new[] { ("LSTM", 4, 2), ("GRU", 3, 1), ("RNN", 1, 1) })
        {
            table.Add(name, new Kind(m => CreateRecurrence(m, gates), (op, inputs) => Recur(op, name, states, inputs)));
            table.Add($"{name}Cell", new Kind(m => CreateCell(m, gates), (op, inputs) => RunCell(op, name, gates, states, inputs)));
        }
    }

    /// <summary>
    /// What a look-up of bags keeps: ids and their factors, where each bag begins and how large it is, the index of the largest
    /// (for each feature where that is looked for), and where they are not summed, to which bag each id belongs.
    /// </summary>
    private static Keeping KeptOfBags(Operation op, long ids, long bags, long features, bool hasOffsets)
    {
        const long Sum = 0, Mean = 1, Max = 2;
        var mode = op.Module!.Arguments.IntegerOr(Mean, "mode");
        var own = checked(((hasOffsets ? 1 : 2) * bags) + (bags * (mode == Max ? features : 1)) + (mode == Sum ? 0 : ids + 1));
        return new Keeping(SavedTensorRules.Input with { Choices = true, FirstInput = hasOffsets ? 2 : 1, FurtherBytes = checked(sizeof(long) * own) });
    }

    /// <summary>A look-up of vectors.</summary>
    /// <exception cref="CodeFault">The network's input is looked up as it is, and holds no integers.</exception>
    public static TensorValue Look(Operation op, TensorValue input, IReadOnlyList<long> weight)
        => input.Type == ElementType.Real && op.Tracer.IsInput(input)
            ? throw new CodeFault(FaultId.OutOfRange, $"{op.Name}: the input {input.Text} holds real numbers; expected integers: declare it with InputType = DataType.Int64, or Type of a [TensorInput]", op.At)
            : op.Emit("Embedding", [.. input.Sizes, weight[1]], [input]);

    private static void CreateRecurrence(BuiltInModule module, int gates)
    {
        var a = module.Arguments;
        var (input, hidden, layers) = (a.Integer("inputSize", "input_size"), a.Integer("hiddenSize", "hidden_size"), a.IntegerOr(1, "numLayers", "num_layers"));
        CheckPositive(module, "the hidden size", hidden, "hiddenSize");
        CheckPositive(module, "the number of layers", layers, "numLayers");
        var directions = a.Flag(false, "bidirectional") ? 2 : 1;
        for (var layer = 0; layer < layers; layer++)
        {
            for (var direction = 0; direction < directions; direction++)
            {
                var suffix = $"l{Text.Of(layer)}{(direction == 1 ? "_reverse" : "")}";
                Parameter(module, $"weight_ih_{suffix}", gates * hidden, layer == 0 ? input : directions * hidden);
                Parameter(module, $"weight_hh_{suffix}", gates * hidden, hidden);
                if (a.Flag(true, "bias"))
                {
                    Parameter(module, $"bias_ih_{suffix}", gates * hidden);
                    Parameter(module, $"bias_hh_{suffix}", gates * hidden);
                }
            }
        }
    }

    private static Value Recur(Operation op, string kind, int states, IReadOnlyList<Value> inputs)
    {
        var a = op.Module!.Arguments;
        var input = Input(op, inputs);
        var (features, hidden, layers) = (a.Integer("inputSize", "input_size"), a.Integer("hiddenSize", "hidden_size"), a.IntegerOr(1, "numLayers", "num_layers"));
        var directions = a.Flag(false, "bidirectional") ? 2 : 1;
        // TorchSharp makes states of a batch where none are given, and then takes no single sequence.
        if (!(input.Rank == 3 || (input.Rank == 2 && inputs.Count > 1 && Tracer.Tensors(inputs[1]).Any())) || input.Sizes[input.Rank - 1] != features)
        {
            throw op.Mismatch($"the input is {input.Text}; expected {(a.Flag(false, "batchFirst", "batch_first") ? "batch x length" : "length x batch")} x {Text.Of(features)}");
        }

        var batchAxis = a.Flag(false, "batchFirst", "batch_first") ? 0 : 1;
        var batch = input.Rank == 2 ? 1 : input.Sizes[batchAxis];
        var length = input.Rank == 2 ? input.Sizes[0] : input.Sizes[1 - batchAxis];
        var (costs, call) = LayerRules.Count(
            kind,
            [new Model.Shape([length, features], batch)],
            op.At,
            ("hidden", hidden),
            ("Layers", layers),
            ("Bidirectional", directions == 2),
            ("Bias", a.Flag(true, "bias")));
        long[] sizes = [.. input.Sizes.Take(input.Rank - 1), checked(hidden * directions)];
        var output = op.Emit(kind, costs with { Output = Shapes.OfNode(sizes), Reach = Reach.Along(-1, input.Rank == 2 ? -2 : (1 - batchAxis) - 3) }, sizes, inputs, keeping: new Keeping(Dropped(op, layers)) { Costs = costs, Call = call });
        if (input.Rank == 3 && batchAxis == 0)
        {
            // The steps are computed one after another: a view has the batch first.
            output = output.Laid([sizes[2], checked(sizes[0] * sizes[2]), 1]);
        }

        long[] state = input.Rank == 2 ? [layers * directions, hidden] : [layers * directions, batch, hidden];
        // The last states are among what the layer keeps beside its output.
        return new TupleValue([output, .. Enumerable.Range(0, states).Select(i => output.Second(state, i + 1))]);
    }

    /// <summary>What a recurrent layer keeps that drops values between its layers: their masks, and what is left; null for one that drops none.</summary>
    private static SavedTensors? Dropped(Operation op, long layers)
        => op.Tracer.Autograd is null || layers < 2 || op.Module!.Arguments.RealOr(0, "dropout") == 0 ? null : SavedTensorRules.Of(op.Module.Kind) with
        {
            Values = use => checked(use.Costs.ExtraElements + ((layers - 1) * use.Outputs)),
            Drops = use => checked((layers - 1) * use.Outputs),
        };

    private static void CreateCell(BuiltInModule module, int gates)
    {
        var a = module.Arguments;
        var (input, hidden) = (a.Integer("inputSize", "input_size"), a.Integer("hiddenSize", "hidden_size"));
        Parameter(module, "weight_ih", gates * hidden, input);
        Parameter(module, "weight_hh", gates * hidden, hidden);
        if (a.Flag(true, "bias"))
        {
            Parameter(module, "bias_ih", gates * hidden);
            Parameter(module, "bias_hh", gates * hidden);
        }
    }

    private static Value RunCell(Operation op, string kind, int gates, int states, IReadOnlyList<Value> inputs)
    {
        var a = op.Module!.Arguments;
        var input = Input(op, inputs);
        var (features, hidden) = (a.Integer("inputSize", "input_size"), a.Integer("hiddenSize", "hidden_size"));
        if (input.Rank is not (1 or 2) || input.Sizes[input.Rank - 1] != features)
        {
            throw op.Mismatch($"the input is {input.Text}; expected batch x {Text.Of(features)}");
        }

        var batch = input.Rank == 1 ? 1 : input.Sizes[0];
        // One step of the recurrent layer.
        var (costs, call) = LayerRules.Count(kind, [new Model.Shape([1, features], batch)], op.At, ("hidden", hidden), ("Bias", a.Flag(true, "bias")));
        long[] sizes = input.Rank == 1 ? [hidden] : [batch, hidden];
        var output = op.Emit($"{kind}Cell", costs with { Output = Shapes.OfNode(sizes), Reach = Reach.Along(-1) }, sizes, inputs, keeping: new Keeping { Costs = costs, Call = call });
        return states == 1 ? output : new TupleValue([output, output.Second(sizes)]);
    }
}
