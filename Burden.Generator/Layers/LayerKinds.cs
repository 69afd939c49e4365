namespace Burden.Generator.Layers;

/// <summary>All built-in layer kinds: a family is listed in its own file, a kind of no family here.</summary>
internal static class LayerKinds
{
    private static readonly LayerKind[] All =
    [
        .. Activation.Kinds,
        .. AdaptivePool.Kinds,
        .. BatchNormalization.Kinds,
        .. Convolution.Kinds,
        .. ElementwiseMerge.Kinds,
        .. GlobalPool.Kinds,
        .. InstanceNormalization.Kinds,
        .. MaxUnpool.Kinds,
        .. Pool.Kinds,
        .. Recurrence.Kinds,
        .. RecurrentCell.Kinds,
        .. RegionPool.Kinds,
        .. SoftmaxKind.Kinds,
        .. TransposedConvolution.Kinds,
        new ChannelShuffle(),
        new ClassToken(),
        new Concat(),
        new Crop(),
        new DetectionOutput(),
        new Dropout(),
        new Embedding(),
        new Flatten(),
        new GroupNorm(),
        new Identity(),
        new L2Norm(),
        new LayerNorm(),
        new LearnedTensor(),
        new Linear(),
        new LocalResponseNorm(),
        new MatMul(),
        new Maxout(),
        new MixtureOfExperts(),
        new MultiheadAttention(),
        new PReLU(),
        new PSRoIPool(),
        new Pad(),
        new Permute(),
        new PixelShuffle(),
        new PixelUnshuffle(),
        new PositionalEmbedding(),
        new PriorBox(),
        new Proposal(),
        new RMSNorm(),
        new Reshape(),
        new Roll(),
        new Scale(),
        new ScaleAdd(),
        new ScaledDotProductAttention(),
        new Slice(),
        new StochasticDepth(),
        new SwiGLU(),
        new Upsample(),
        new WeightedSum(),
        new WindowPartition(),
        new WindowReverse(),
    ];

    private static readonly Dictionary<string, LayerKind> ByName = All.ToDictionary(static k => k.Name, StringComparer.Ordinal);

    /// <summary>All kinds, sorted by name.</summary>
    public static IReadOnlyList<LayerKind> List { get; } = [.. All.OrderBy(static k => k.Name, StringComparer.Ordinal)];

    public static LayerKind? Find(string name) => ByName.TryGetValue(name, out var kind) ? kind : null;
}
