using Burden.Generator.Costs.Analyses;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <content>Attention and the transformer's layers, whose sequences come length first.</content>
internal sealed partial class BuiltInModules
{
    private static void AddAttention(Dictionary<string, Kind> table)
    {
        table.Add("MultiheadAttention", new Kind(
            static m => CreateAttention(m, m.Arguments.Integer("embedded_dim", "embed_dim"), m.Arguments.Integer("num_heads")),
            static (op, inputs) => Attend(op, inputs)));
        table.Add("TransformerEncoderLayer", new Kind(
            static m => CreateLayer(m, decodes: false),
            static (op, inputs) => RunLayer(op, Input(op, inputs), null)));
        table.Add("TransformerDecoderLayer", new Kind(
            static m => CreateLayer(m, decodes: true),
            static (op, inputs) => RunLayer(op, Input(op, inputs), Input(op, inputs, 1))));
        table.Add("TransformerEncoder", new Kind(
            static m => CreateStack(m, "encoder_layer"),
            static (op, inputs) => RunStack(op, Input(op, inputs), null)));
        table.Add("TransformerDecoder", new Kind(
            static m => CreateStack(m, "decoder_layer"),
            static (op, inputs) => RunStack(op, Input(op, inputs), Input(op, inputs, 1))));
        table.Add("Transformer", new Kind(
            static m => CreateTransformer(m),
            static (op, inputs) =>
            {
                var children = op.Module!.Children;
                var memory = RunStack(Inner(op, (BuiltInModule)children[0].Module), Input(op, inputs), null);
                return RunStack(Inner(op, (BuiltInModule)children[1].Module), Input(op, inputs, 1), memory);
            }));
    }

    private static void CreateAttention(BuiltInModule module, long features, long heads)
    {
        if (heads < 1 || features % heads != 0)
        {
            throw new CodeFault(FaultId.NotDivisible, $"MultiheadAttention: {Text.Of(features)} features are not divisible by {Text.Of(heads)} heads", module.Arguments.SiteOf("num_heads", "nhead"));
        }

        var a = module.Arguments;
        var bias = a.Name != "MultiheadAttention" || a.Flag(true, "bias");
        var (keys, values) = (a.IntegerOr(features, "kdim"), a.IntegerOr(features, "vdim"));
        if (keys == features && values == features)
        {
            Parameter(module, "in_proj_weight", 3 * features, features);
        }
        else
        {
            Parameter(module, "q_proj_weight", features, features);
            Parameter(module, "k_proj_weight", features, keys);
            Parameter(module, "v_proj_weight", features, values);
        }

        if (bias)
        {
            Parameter(module, "in_proj_bias", 3 * features);
        }

        if (a.Flag(false, "add_bias_kv"))
        {
            Parameter(module, "bias_k", 1, 1, features);
            Parameter(module, "bias_v", 1, 1, features);
        }

        Parameter(module, "out_proj.weight", features, features);
        if (bias)
        {
            Parameter(module, "out_proj.bias", features);
        }
    }

    private static Value Attend(Operation op, IReadOnlyList<Value> inputs)
    {
        var (query, key, value) = (Input(op, inputs), Input(op, inputs, 1), Input(op, inputs, 2));
        var needsWeights = inputs.Count <= 4 || inputs[4] is not KnownValue { Boxed: false };
        var output = Attend(op, query, key, value, inputs);
        // A learned key stands behind the others, and one of zeros.
        var keys = key.Sizes[0] + (op.Module!.Find("bias_k") is null ? 0 : 1) + (op.Module.Arguments.Flag(false, "add_zero_attn") ? 1 : 0);
        long[] weights = query.Rank == 3 ? [query.Sizes[1], query.Sizes[0], keys] : [query.Sizes[0], keys];
        return new TupleValue([output, needsWeights ? output.Second(weights) : KnownValue.Null]);
    }

    private static TensorValue Attend(Operation op, TensorValue query, TensorValue key, TensorValue value, IEnumerable<Value> reads)
    {
        var module = op.Module!;
        var features = module.Find("out_proj.weight")!.Sizes[0];
        var heads = module.Arguments.Integer("num_heads", "nhead");
        var keyFeatures = (module.Find("k_proj_weight") ?? module.Find("in_proj_weight"))!.Sizes[1];
        var valueFeatures = (module.Find("v_proj_weight") ?? module.Find("in_proj_weight"))!.Sizes[1];
        if (query.Rank is not (2 or 3) || key.Rank != query.Rank || value.Rank != query.Rank || query.Sizes[query.Rank - 1] != features
            || key.Sizes[key.Rank - 1] != keyFeatures || value.Sizes[value.Rank - 1] != valueFeatures || key.Sizes[0] != value.Sizes[0])
        {
            throw op.Mismatch($"the queries {query.Text}, keys {key.Text} and values {value.Text} don't fit; expected length x batch x {Text.Of(features)}");
        }

        var batch = query.Rank == 3 ? query.Sizes[1] : 1;
        if (query.Rank == 3 && (key.Sizes[1] != batch || value.Sizes[1] != batch))
        {
            throw op.Mismatch($"the queries {query.Text}, keys {key.Text} and values {value.Text} have different batches (the second dimension)");
        }

        var (length, keys) = (query.Sizes[0], key.Sizes[0]);
        var (costs, call) = LayerRules.Count(
            "MultiheadAttention",
            [new Model.Shape([length, features], batch), new Model.Shape([keys, keyFeatures], batch)],
            op.At,
            ("heads", heads),
            ("KeyValue", LayerRules.Input(1)),
            ("Bias", module.Find("in_proj_bias") is not null));
        return op.Emit("MultiheadAttention", costs with { Output = Shapes.OfNode(query.Sizes), Reach = Reach.Along(-1, -query.Rank) }, query.Sizes, reads, keeping: new Keeping(KeptBy(module, batch * heads * length, keys, checked(batch * features * ((2 * length) + (2 * keys))))) { Costs = costs, Call = call });
    }

    /// <summary>
    /// What attention keeps: its inputs; queries, keys, values and what is gathered; and since the kernel of the native module isn't
    /// a fused one, the weights of each query, and where they are dropped, their mask and what is left.
    /// </summary>
    /// <param name="queries">Those of all heads.</param>
    /// <param name="values">The values of queries, keys, values and what is gathered.</param>
    private static SavedTensors KeptBy(BuiltInModule module, long queries, long keys, long values)
    {
        // A learned key stands behind the others, and one of zeros.
        var weights = checked(queries * (keys + (module.Find("bias_k") is null ? 0 : 1) + (module.Arguments.Name == "MultiheadAttention" && module.Arguments.Flag(false, "add_zero_attn") ? 1 : 0)));
        var drops = Probability(module) > 0;
        // Of the inputs behind the values, only masks are kept.
        return SavedTensorRules.Input with { MostInputs = 3, Masks = true, Values = _ => checked(values + (drops ? 2 : 1) * weights), Drops = _ => drops ? weights : 0 };
    }

    private static double Probability(BuiltInModule module) => module.Arguments.RealOr(module.Arguments.Name == "MultiheadAttention" ? 0 : 0.1, "dropout");

    private static BuiltInModule Part(BuiltInModule owner, string kind, string name, Action<BuiltInModule> create)
    {
        var part = new BuiltInModule(kind, null, owner.Arguments) { IsRegistered = true };
        create(part);
        owner.Children.Add((name, part));
        return part;
    }

    private static Action<BuiltInModule> LinearOf(long inputs, long outputs) => m =>
    {
        Parameter(m, "weight", outputs, inputs);
        Parameter(m, "bias", outputs);
    };

    private static Action<BuiltInModule> NormOf(long features) => m =>
    {
        Parameter(m, "weight", features);
        Parameter(m, "bias", features);
    };

    private static void CreateLayer(BuiltInModule module, bool decodes)
    {
        var a = module.Arguments;
        var (features, heads, inner) = (a.IntegerOr(512, "d_model"), a.IntegerOr(8, "nhead"), a.IntegerOr(2048, "dim_feedforward"));
        Part(module, "MultiheadAttention", "self_attn", m => CreateAttention(m, features, heads));
        if (decodes)
        {
            Part(module, "MultiheadAttention", "multihead_attn", m => CreateAttention(m, features, heads));
        }

        Part(module, "Linear", "linear1", LinearOf(features, inner));
        Part(module, "Dropout", "dropout", Nothing);
        Part(module, "Linear", "linear2", LinearOf(inner, features));
        for (var i = 1; i <= (decodes ? 3 : 2); i++)
        {
            Part(module, "LayerNorm", $"norm{i}", NormOf(features));
        }

        for (var i = 1; i <= (decodes ? 3 : 2); i++)
        {
            Part(module, "Dropout", $"dropout{i}", Nothing);
        }
    }

    /// <summary>A layer of the encoder, or with a memory of the decoder: norms come after the sums, as TorchSharp has it.</summary>
    private static TensorValue RunLayer(Operation op, TensorValue input, TensorValue? memory)
    {
        var module = op.Module!;
        var x = Sum(op, input, Drop("dropout1", Run(Child("self_attn"), child => Attend(child, input, input, input, [input]))));
        x = Norm("norm1", x);
        if (memory is not null)
        {
            x = Sum(op, x, Drop("dropout2", Run(Child("multihead_attn"), child => Attend(child, x, memory, memory, [x, memory]))));
            x = Norm("norm2", x);
        }

        var hidden = Dense("linear1", x);
        var isGelu = module.Arguments.IntegerOr(0, "activation") == 1;
        var cost = ElementwiseCosts.Modules[isGelu ? "GELU" : "ReLU"];
        hidden = TensorOps.Elementwise(Function(op, isGelu ? "GELU" : "ReLU"), isGelu ? "GELU" : "ReLU", hidden, cost.Flops, cost.Exponentials, inPlace: false);
        return Norm(memory is null ? "norm2" : "norm3", Sum(op, x, Drop(memory is null ? "dropout2" : "dropout3", Dense("linear2", Drop("dropout", hidden)))));

        Operation Child(string name) => Inner(op, (BuiltInModule)module.Children.First(c => c.Name == name).Module);

        // In evaluation nothing runs.
        TensorValue Drop(string name, TensorValue tensor) => op.Tracer.Autograd is null || Probability(module) == 0 ? tensor
            : Run(Child(name), child => Dropouts.Drop(child, "Dropout", tensor, Probability(module), inPlace: false));

        TensorValue Norm(string name, TensorValue tensor) => Run(Child(name), child => LayerNormalize(child, tensor, [tensor.Sizes[tensor.Rank - 1]], affine: true, bias: true));

        TensorValue Dense(string name, TensorValue tensor) => Run(Child(name), child => TensorOps.Linear(child, tensor, Weight(child), bias: true, [tensor]));
    }

    private static TensorValue Sum(Operation op, TensorValue left, TensorValue right) => TensorOps.Broadcast(Function(op, "Add"), "Add", [left, right]);

    /// <summary>A function that a module of TorchSharp's own calls.</summary>
    private static Operation Function(Operation op, string name) => new(name, op.Tracer, op.Site);

    private static Operation Inner(Operation op, BuiltInModule module) => new(module.Kind, op.Tracer, op.Site, module);

    private static TensorValue Run(Operation op, Func<Operation, TensorValue> run)
    {
        using (op.Tracer.Within(op.Module))
        {
            return run(op);
        }
    }

    private static void CreateStack(BuiltInModule module, string layer)
    {
        var count = module.Arguments.Integer("num_layers");
        var prototype = module.Arguments.Find(layer) as BuiltInModule ?? throw CodeFault.Unknown($"{module.Kind}: the layer isn't known", module.Arguments.SiteOf(layer));
        for (var i = 0; i < count; i++)
        {
            // The layer is cloned, so that each has parameters of its own.
            var copy = new BuiltInModule(prototype.Kind, prototype.Type, prototype.Arguments) { IsRegistered = true };
            CreateLayer(copy, decodes: prototype.Kind == "TransformerDecoderLayer");
            module.Children.Add(($"layers.{Text.Of(i)}", copy));
        }
    }

    private static TensorValue RunStack(Operation op, TensorValue input, TensorValue? memory)
    {
        using (op.Tracer.Within(op.Module))
        {
            foreach (var (name, child) in op.Module!.Children)
            {
                if (child.Kind is "TransformerEncoderLayer" or "TransformerDecoderLayer")
                {
                    input = Run(Inner(op, (BuiltInModule)child), inner => RunLayer(inner, input, memory));
                }
                else if (name == "norm")
                {
                    input = Run(Inner(op, (BuiltInModule)child), inner => LayerNormalize(inner, input, [input.Sizes[input.Rank - 1]], affine: true, bias: true));
                }
            }

            return input;
        }
    }

    private static void CreateTransformer(BuiltInModule module)
    {
        var features = module.Arguments.IntegerOr(512, "d_model");
        foreach (var (name, kind, layer, count) in new[]
        {
            ("encoder", "TransformerEncoder", "TransformerEncoderLayer", "num_encoder_layers"),
            ("decoder", "TransformerDecoder", "TransformerDecoderLayer", "num_decoder_layers"),
        })
        {
            var stack = Part(module, kind, name, Nothing);
            for (var i = 0; i < module.Arguments.IntegerOr(6, count); i++)
            {
                Part(stack, layer, $"layers.{Text.Of(i)}", m => CreateLayer(m, decodes: layer == "TransformerDecoderLayer"));
            }

            Part(stack, "LayerNorm", "norm", NormOf(features));
        }
    }
}
