namespace Burden;

/// <summary>What a network costs: the constants of its <c>Cost</c> class in one value, for code that goes through several networks.</summary>
public readonly struct NetworkCost
{
    /// <summary>The name that reports show.</summary>
    public string Name { get; init; }

    /// <summary>The full name of the class.</summary>
    public string TypeName { get; init; }

    /// <summary>The input's shape without the batch: <c>3x224x224</c>.</summary>
    public string InputShape { get; init; }

    /// <summary>How many inputs run at once.</summary>
    public long Batch { get; init; }

    /// <summary>Learned values: what PyTorch's <c>parameters()</c> counts.</summary>
    public long Parameters { get; init; }

    /// <summary>Values that are stored but not learned.</summary>
    public long Buffers { get; init; }

    /// <summary>Bytes of parameters and buffers.</summary>
    public long ParameterBytes { get; init; }

    /// <summary>Values of all features of one forward pass, with no reuse.</summary>
    public long FeatureElements { get; init; }

    /// <summary>Bytes of all features of one forward pass, with no reuse.</summary>
    public long FeatureBytes { get; init; }

    /// <summary>The most bytes of features alive at once.</summary>
    public long PeakFeatureBytes { get; init; }

    /// <summary>Multiply-adds of convolutions, linear layers and matrix products.</summary>
    public long Macs { get; init; }

    /// <summary>Floating-point operations; a fused multiply-add is one.</summary>
    public long Flops { get; init; }

    /// <summary>The expanded layers.</summary>
    public LayerTable Layers { get; init; }

    /// <summary>The costs at several input sizes; null where the network declares none.</summary>
    public NetworkReport? Report { get; init; }

    /// <summary>The name and the FLOPs.</summary>
    public override string ToString() => $"{Name}: {Flops} FLOPs";
}
