namespace Burden;

/// <summary>
/// Asks what it takes to train a network: <c>Cost.Training</c> has the bytes of parameters, gradients, optimizer state and
/// the activations that are kept for the backward pass, and the FLOPs of one step.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class TrainingAttribute : AnalysisAttribute
{
    /// <summary>How parameters are updated.</summary>
    public Optimizer Optimizer { get; set; } = Optimizer.Adam;

    /// <summary>In which types the network is trained.</summary>
    public TrainingPrecision Precision { get; set; }

    /// <summary>Inputs in one step; the network's own batch where it is left out.</summary>
    public int Batch { get; set; }

    /// <summary>
    /// Whether it is trained on a CPU, whose kernels keep a factor of the type of features for each value that dropout may drop;
    /// those of a GPU keep a byte.
    /// </summary>
    public bool OnCpu { get; set; }

    /// <summary>Layer properties that are computed again in the backward pass instead of being kept: <c>nameof(Stage1)</c>.</summary>
    public string[]? Checkpoints { get; set; }

    /// <summary>The most bytes that training may take: more is a warning.</summary>
    public double MaxMemory { get; set; }

    /// <summary>The most FLOPs of a step: more is a warning.</summary>
    public double MaxFlops { get; set; }
}
