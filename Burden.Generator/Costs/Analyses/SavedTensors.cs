using Burden.Generator.Graphs;
using Burden.Generator.Layers;

namespace Burden.Generator.Costs.Analyses;

/// <summary>What a layer keeps for its backward pass.</summary>
/// <param name="Inputs">Whether it keeps its inputs.</param>
/// <param name="Output">Whether it keeps its output.</param>
internal sealed record SavedTensors(bool Inputs, bool Output)
{
    /// <summary>Values of the type of features beside inputs and output, from the node and the shapes that it reads.</summary>
    public Func<GraphNode, IReadOnlyList<Shape>, long> Values { get; init; } = static (_, _) => 0;

    /// <summary>Values that are kept in 32 bits whatever the type of features is: statistics.</summary>
    public Func<GraphNode, IReadOnlyList<Shape>, long> Statistics { get; init; } = static (_, _) => 0;

    /// <summary>Bytes of another kind for each output: the 8 of an index, the 1 of a mask.</summary>
    public long BytesPerOutput { get; init; }

    /// <summary>Whether an input is kept only if another, or a weight, needs a gradient: the factors of a product.</summary>
    public bool IsProduct { get; init; }

    /// <summary>Whether it keeps something only where it has parameters of its own.</summary>
    public bool IsLearned { get; init; }

    /// <summary>Whether its statistics are those of the whole batch together.</summary>
    public bool IsOfBatch { get; init; }

    /// <summary>How many of its inputs it keeps at most.</summary>
    public int MostInputs { get; init; } = int.MaxValue;
}

/// <summary>
/// What each kind of layer keeps, as PyTorch's autograd does: the tensors that the formulas of derivatives.yaml name, for
/// the kernels that training on a GPU runs (one fused kernel of attention, a byte for each value of a dropout's mask).
/// </summary>
internal static class SavedTensorRules
{
    private static readonly SavedTensors Nothing = new(Inputs: false, Output: false);
    private static readonly SavedTensors Input = new(Inputs: true, Output: false);
    private static readonly SavedTensors Result = new(Inputs: false, Output: true);
    private static readonly SavedTensors Product = Input with { IsProduct = true };

    /// <summary>What isn't listed is taken to keep its inputs and its output: no less than any formula needs.</summary>
    private static readonly SavedTensors Unlisted = new(Inputs: true, Output: true);

    private static readonly Dictionary<string, SavedTensors> Rules = Table();

    public static SavedTensors Of(string kind) => Rules.TryGetValue(kind, out var rule) ? rule : Unlisted;

    private static Dictionary<string, SavedTensors> Table()
    {
        var table = new Dictionary<string, SavedTensors>(StringComparer.Ordinal);
        Add(Nothing, "Add", "Subtract", "Concat", "Flatten", "Reshape", "Permute", "Slice", "Identity", "Pad", "Crop", "PixelShuffle", "PixelUnshuffle",
            "ChannelShuffle", "Roll", "WindowPartition", "WindowReverse", "Upsample", "ClassToken", "PositionalEmbedding", "LearnedTensor",
            "GlobalAvgPool1d", "GlobalAvgPool2d", "GlobalAvgPool3d", "PriorBox", "DetectionOutput", "Proposal",
            PreciseGraph.Quantize, PreciseGraph.Dequantize, PreciseGraph.Requantize, PreciseGraph.Cast,
            "add", "sub", "neg", "cat", "stack", "view", "reshape", "permute", "transpose", "mean", "sum", "expand", "repeat", "clone", "contiguous", "pad", "interpolate", "roll", "flip",
            "cumsum", "eq", "ne", "gt", "lt", "ge", "le", "zeros", "ones", "arange", "floor", "round", "ceil", "sign", "tril", "triu", "unfold", "fold", "upsample");
        Add(Input, "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d", "Linear", "PReLU", "GELU", "SiLU", "Mish", "Softplus", "Hardswish",
            "Hardsigmoid", "AvgPool1d", "AvgPool2d", "AvgPool3d", "L2Norm", "Bilinear",
            "pow", "square", "abs", "log", "log2", "log10", "log1p", "sin", "cos", "gelu", "silu", "mish", "softplus", "hardswish", "hardsigmoid", "var", "std", "clamp");
        Add(Result, "ReLU", "Sigmoid", "Tanh", "Softmax", "LogSoftmax",
            "relu", "sigmoid", "tanh", "softmax", "log_softmax", "exp", "sqrt", "rsqrt", "reciprocal");
        Add(Product, "Multiply", "MatMul", "Scale", "Max", "mul", "div", "matmul", "bmm", "mm", "maximum", "minimum", "Einsum");
        // The gate and what it scales; what is added needs nothing. A sum with weights that are not learned needs nothing either.
        Add(Product with { MostInputs = 2 }, "ScaleAdd");
        Add(Input with { IsLearned = true }, "WeightedSum");
        // An activation that overwrites its input works backwards from its output.
        Add(Input, "LeakyReLU", "ReLU6", "ELU", "leaky_relu", "relu6", "elu");
        Add(Input with { BytesPerOutput = sizeof(long) }, "MaxPool1d", "MaxPool2d", "MaxPool3d", "AdaptiveMaxPool1d", "AdaptiveMaxPool2d", "AdaptiveMaxPool3d",
            "GlobalMaxPool1d", "GlobalMaxPool2d", "GlobalMaxPool3d");
        Add(Nothing with { BytesPerOutput = 1 }, "Dropout", "dropout");
        // A factor for each input.
        Add(Nothing with { Values = static (_, _) => 1 }, "StochasticDepth");
        // The ids, of 8 bytes.
        Add(Nothing with { Statistics = static (_, reads) => 2 * reads[0].Elements }, "Embedding");
        // Mean and inverse deviation: of each channel; of each position.
        Add(Input with { Statistics = static (node, _) => 2 * node.Costs.Output.Channels, IsOfBatch = true }, "BatchNorm1d", "BatchNorm2d", "BatchNorm3d");
        Add(Input with { Statistics = static (node, _) => 2 * node.Costs.Output.Count * node.Costs.Output.Channels }, "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d", "GroupNorm");
        Add(Input with { Statistics = static (node, _) => 2 * Positions(node) }, "LayerNorm");
        Add(Input with { Statistics = static (node, _) => Positions(node) }, "RMSNorm");
        Add(new SavedTensors(Inputs: true, Output: true), "LocalResponseNorm");
        // Queries, keys, values and what is gathered, and for each query of a head the logarithm of its weights' sum.
        Add(new SavedTensors(Inputs: true, Output: true) { Statistics = static (node, reads) => Sums(node, reads.Count > 1 ? reads[1] : reads[0]) }, "ScaledDotProductAttention", "scaled_dot_product_attention");
        Add(Input with
        {
            Values = static (node, _) => node.Costs.ExtraElements - (2 * Scores(node)),
            Statistics = static (node, reads) => Sums(node, reads[reads.Count - 1]),
        }, "MultiheadAttention");
        // Gate and hidden values, and the gate's activation.
        Add(Input with { Values = static (node, _) => node.Costs.ExtraElements }, "SwiGLU");
        Add(new SavedTensors(Inputs: true, Output: true) { Values = static (node, _) => node.Costs.ExtraElements }, "LSTM", "GRU", "RNN", "LSTMCell", "GRUCell", "RNNCell");
        return table;

        void Add(SavedTensors rule, params string[] kinds)
        {
            foreach (var kind in kinds)
            {
                table.Add(kind, rule);
            }
        }
    }

    private static long Positions(GraphNode node) => node.Costs.Output.Elements / node.Costs.Output[node.Costs.Output.Rank - 1];

    private static long Scores(GraphNode node) => node.Costs.Exponentials / SoftmaxKind.Exponentials;

    /// <summary>Queries of all heads: the scores without the keys.</summary>
    private static long Sums(GraphNode node, Shape keys) => keys.Rank < 2 ? 0 : Scores(node) / Math.Max(1, keys[keys.Rank - 2]);
}
