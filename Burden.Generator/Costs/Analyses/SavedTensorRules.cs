using Burden.Generator.Layers;

namespace Burden.Generator.Costs.Analyses;

/// <summary>
/// What each kind of layer keeps, as PyTorch's autograd does: the tensors that the formulas of derivatives.yaml name, for
/// the kernels that training on a GPU runs (one fused kernel of attention, a byte for each value of a dropout's mask).
/// </summary>
internal static partial class SavedTensorRules
{
    public static readonly SavedTensors Nothing = new(Inputs: false, Output: false);
    public static readonly SavedTensors Input = new(Inputs: true, Output: false);
    public static readonly SavedTensors Result = new(Inputs: false, Output: true);
    public static readonly SavedTensors Product = Input with { IsProduct = true };

    /// <summary>A custom layer is taken to keep its inputs and its output.</summary>
    public static readonly SavedTensors Custom = new(Inputs: true, Output: true);

    private static readonly Dictionary<string, SavedTensors> Rules = Table();

    /// <summary>What a kind of layer keeps; null where that is not stated.</summary>
    public static SavedTensors? Find(string kind) => Rules.TryGetValue(kind, out var rule) ? rule : null;

    /// <summary>What a kind of layer keeps, or a custom layer.</summary>
    public static SavedTensors Of(string kind) => Find(kind) ?? Custom;

    private static Dictionary<string, SavedTensors> Table()
    {
        var table = new Dictionary<string, SavedTensors>(StringComparer.Ordinal);
        Add(Nothing, "Add", "Subtract", "Concat", "Flatten", "Reshape", "Permute", "Slice", "Identity", "Pad", "Crop", "PixelShuffle", "PixelUnshuffle",
            "ChannelShuffle", "Roll", "WindowPartition", "WindowReverse", "Upsample", "ClassToken", "PositionalEmbedding", "LearnedTensor",
            "GlobalAvgPool1d", "GlobalAvgPool2d", "GlobalAvgPool3d", "PriorBox", "DetectionOutput", "Proposal",
            PreciseGraph.Quantize, PreciseGraph.Dequantize, PreciseGraph.Requantize, PreciseGraph.Cast);
        Add(Input, "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d", "Linear", "PReLU", "GELU", "SiLU", "Mish", "Softplus", "Hardswish",
            "Hardsigmoid", "ReLU6", "AvgPool1d", "AvgPool2d", "AvgPool3d", "Max");
        // To one value it is a mean, which keeps nothing.
        Add(Input with { Applies = static use => use.Outputs > use.Costs.Output.Count * use.Costs.Output.Channels }, "AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveAvgPool3d");
        Add(Input with { WorksFromOutput = true }, "LeakyReLU", "ELU");
        Add(Result, "ReLU", "Sigmoid", "Tanh", "Softmax", "LogSoftmax");
        Add(Product, "Multiply", "MatMul", "Scale");
        // The gate and what it scales; what is added needs nothing. A sum with weights that are not learned needs nothing either.
        Add(Product with { MostInputs = 2 }, "ScaleAdd");
        Add(Input with { Applies = static use => use.IsTrained }, "WeightedSum");
        Add(Input with { BytesPerOutput = sizeof(long) }, "MaxPool1d", "MaxPool2d", "MaxPool3d", "AdaptiveMaxPool1d", "AdaptiveMaxPool2d", "AdaptiveMaxPool3d",
            "GlobalMaxPool1d", "GlobalMaxPool2d", "GlobalMaxPool3d");
        // Which of them was the largest.
        Add(Nothing with { BytesPerOutput = sizeof(long) }, "Maxout");
        // The indices are the pool's, which keeps them.
        Add(Nothing, "MaxUnpool1d", "MaxUnpool2d", "MaxUnpool3d");
        // The regions, and which value was the largest or which channel was read, in 4 bytes.
        Add(Input with { FirstInput = 1 }, "RoIAlign");
        Add(Input with { FirstInput = 1, BytesPerOutput = sizeof(int) }, "RoIPool", "PSRoIPool");
        Add(Nothing with { Drops = static use => use.Outputs }, "Dropout");
        // A factor for each input.
        Add(Nothing with { Values = static _ => 1 }, "StochasticDepth");
        Add(Input with { AreIndices = true }, "Embedding");
        // Mean and inverse deviation: of each channel; of each item's channels, groups or positions.
        Add(Input with { Statistics = static use => 2 * use.Costs.Output.Channels, IsOfBatch = true }, "BatchNorm1d", "BatchNorm2d", "BatchNorm3d");
        // The factors, of which each item has its own.
        Add(Input with { Statistics = static use => (use.IsTrained ? 3 : 2) * use.Costs.Output.Count * use.Costs.Output.Channels }, "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d");
        Add(Input with { Statistics = static use => 2 * use.Costs.Output.Count * use.Argument("groups") }, "GroupNorm");
        Add(Input with { Statistics = static use => 2 * Normalized(use) }, "LayerNorm");
        Add(Input with { Statistics = static use => use.Positions }, "RMSNorm");
        // The norm of each position, and the same bounded; where it is scaled, what is scaled.
        Add(Input with { Values = static use => (2 * use.Outputs / use.Costs.Output.Channels) + (use.IsTrained ? use.Outputs : 0) }, "L2Norm");
        // Squares with zeros around the channels, the mean of them with its factors, and its power.
        Add(Input with { Values = static use => (3 * use.Outputs) + ((use.Argument("size") - 1) * use.Outputs / use.Costs.Output.Channels) }, "LocalResponseNorm");
        // Queries, keys, values and what is gathered, and for each query of a head the logarithm of its weights' sum.
        Add(new SavedTensors(Inputs: true, Output: true) { Statistics = static use => use.Argument("Heads") * use.Positions }, "ScaledDotProductAttention");
        Add(Input with
        {
            Values = static use => Attended(use),
            Statistics = static use => use.Argument("RelativePositions") > 0 ? 0 : use.Argument("heads") * use.Positions,
        }, "MultiheadAttention");
        // Gate and hidden values, the gate's activation, and their product.
        Add(Input with { Values = static use => use.Costs.ExtraElements }, "SwiGLU", "MixtureOfExperts");
        Add(new SavedTensors(Inputs: true, Output: true) { Values = static use => use.Costs.ExtraElements }, "LSTM", "GRU", "RNN", "LSTMCell", "GRUCell", "RNNCell");
        foreach (var (name, rule) in Functions(table))
        {
            table.Add(name, rule);
        }

        return table;

        void Add(SavedTensors rule, params string[] kinds)
        {
            foreach (var kind in kinds)
            {
                table.Add(kind, rule);
            }
        }
    }

    /// <summary>How many vectors a layer norm normalises: those of its last axes.</summary>
    private static long Normalized(SavingUse use)
        => use.Call is null ? use.Positions : use.Outputs / use.Costs.Output.Dimensions.Skip(Math.Max(0, use.Costs.Output.Rank - (int)Math.Min(use.Costs.Output.Rank, use.Call.Integer("Axes")))).Aggregate(1L, static (product, size) => product * size);

    /// <summary>
    /// Queries, keys, values and what is gathered. Attention with learned biases of positions is no fused kernel's: it keeps the
    /// weights. Of several inputs, what is gathered is kept once more, in the order that PyTorch's last projection reads.
    /// </summary>
    private static long Attended(SavingUse use)
    {
        var scores = Scores(use);
        var inner = use.Costs.ExtraElements - (2 * scores);
        var isFused = use.Argument("RelativePositions") == 0;
        var isTorch = isFused && use.Costs.Weights.Any(static w => w.Name == "in_proj_weight");
        return checked(inner + (isFused ? 0 : scores) + (isTorch && use.Costs.Output.Count * use.Batch > 1 ? Gathered(use) : 0));
    }

    /// <summary>What the heads gather: as many values as the last projection reads.</summary>
    private static long Gathered(SavingUse use)
        => use.Positions * use.Costs.Weights.First(static w => w.Name == "out_proj.weight").Shape[1];

    private static long Scores(SavingUse use) => use.Costs.Exponentials / SoftmaxKind.Exponentials;
}
