namespace Burden;

/// <summary>The costs of a network: the constants of its <c>Cost</c> class in one value, for code that handles several networks.</summary>
public readonly struct NetworkCost
{
    private readonly IReadOnlyList<AnalysisCost>? analyses;

    /// <summary>Gathers a network's costs; generated code calls it, in every version of C#.</summary>
    /// <param name="name">The name that reports show.</param>
    /// <param name="typeName">The full name of the class.</param>
    /// <param name="inputShape">The input's shape.</param>
    /// <param name="batch">How many inputs run at once.</param>
    /// <param name="parameters">Trainable parameters.</param>
    /// <param name="buffers">Stored values that are not trained.</param>
    /// <param name="parameterBytes">Bytes of parameters and buffers.</param>
    /// <param name="featureElements">Values of all features.</param>
    /// <param name="featureBytes">Bytes of all features.</param>
    /// <param name="peakFeatureBytes">The most bytes of features alive at once.</param>
    /// <param name="macs">Multiply-adds.</param>
    /// <param name="flops">Floating-point operations.</param>
    /// <param name="trafficBytes">Bytes that the layers read and write.</param>
    /// <param name="arenaBytes">Bytes of one block that all features find room in.</param>
    /// <param name="layers">The expanded layers.</param>
    /// <param name="report">The costs at several input sizes; null where there are none.</param>
    /// <param name="analyses">The analyses that the network asks for; null where there are none.</param>
    public NetworkCost(
        string name, string typeName, string inputShape, long batch,
        long parameters, long buffers, long parameterBytes, long featureElements, long featureBytes, long peakFeatureBytes, long macs, long flops, long trafficBytes, long arenaBytes,
        LayerTable layers, NetworkReport? report, IReadOnlyList<AnalysisCost>? analyses = null)
    {
        Name = name;
        TypeName = typeName;
        InputShape = inputShape;
        Batch = batch;
        Parameters = parameters;
        Buffers = buffers;
        ParameterBytes = parameterBytes;
        FeatureElements = featureElements;
        FeatureBytes = featureBytes;
        PeakFeatureBytes = peakFeatureBytes;
        Macs = macs;
        Flops = flops;
        TrafficBytes = trafficBytes;
        ArenaBytes = arenaBytes;
        Layers = layers;
        Report = report;
        this.analyses = analyses;
    }

    /// <summary>The name that reports show.</summary>
    public string Name { get; }

    /// <summary>The full name of the class.</summary>
    public string TypeName { get; }

    /// <summary>The input's shape without the batch: <c>3x224x224</c>.</summary>
    public string InputShape { get; }

    /// <summary>How many inputs run at once.</summary>
    public long Batch { get; }

    /// <summary>Trainable parameters: what PyTorch's <c>parameters()</c> counts.</summary>
    public long Parameters { get; }

    /// <summary>Stored values that are not trained.</summary>
    public long Buffers { get; }

    /// <summary>Bytes of parameters and buffers.</summary>
    public long ParameterBytes { get; }

    /// <summary>Values of all features of one forward pass, with no reuse.</summary>
    public long FeatureElements { get; }

    /// <summary>Bytes of all features of one forward pass, with no reuse.</summary>
    public long FeatureBytes { get; }

    /// <summary>The most bytes of features alive at once.</summary>
    public long PeakFeatureBytes { get; }

    /// <summary>Multiply-adds of convolutions, linear layers and matrix products.</summary>
    public long Macs { get; }

    /// <summary>Floating-point operations; a fused multiply-add is one.</summary>
    public long Flops { get; }

    /// <summary>Bytes of weights, inputs and outputs that the layers read and write, if nothing stays in a cache between two of them.</summary>
    public long TrafficBytes { get; }

    /// <summary>Bytes of the block of memory in which a static planner finds room for all features: greedy by size, offsets in multiples of 16.</summary>
    public long ArenaBytes { get; }

    /// <summary>The expanded layers.</summary>
    public LayerTable Layers { get; }

    /// <summary>The costs at several input sizes; null where the network declares none.</summary>
    public NetworkReport? Report { get; }

    /// <summary>The analyses that the network asks for, such as <c>[MemoryPlan]</c>.</summary>
    public IReadOnlyList<AnalysisCost> Analyses => analyses ?? [];

    /// <summary>The name and the FLOPs.</summary>
    public override string ToString() => $"{Name}: {Flops} FLOPs";
}
