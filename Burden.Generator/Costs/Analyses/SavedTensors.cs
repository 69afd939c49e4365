using Burden.Generator.Layers;

namespace Burden.Generator.Costs.Analyses;

/// <summary>One use of a layer, as what it keeps follows from it.</summary>
/// <param name="Costs">What it costs, for one input of the batch.</param>
/// <param name="Reads">The shapes that it reads.</param>
/// <param name="Call">Its arguments; null for a custom layer.</param>
/// <param name="Batch">How many inputs there are.</param>
/// <param name="IsTrained">Whether it has parameters of its own that are trained.</param>
internal readonly record struct SavingUse(LayerCosts Costs, IReadOnlyList<Shape> Reads, LayerCall? Call, long Batch, bool IsTrained)
{
    /// <summary>An integer argument; 0 where there are no arguments.</summary>
    public long Argument(string name) => Call?.Integer(name, 0) ?? 0;

    /// <summary>The values of the output for one input of the batch.</summary>
    public long Outputs => Costs.Output.Elements;

    /// <summary>The output's vectors along its last axis.</summary>
    public long Positions => Costs.Output.Rank == 0 ? 1 : Outputs / Costs.Output[Costs.Output.Rank - 1];
}

/// <summary>What a layer keeps for its backward pass.</summary>
/// <param name="Inputs">Whether it keeps its inputs.</param>
/// <param name="Output">Whether it keeps its output.</param>
internal sealed record SavedTensors(bool Inputs, bool Output)
{
    /// <summary>Values of the type of features beside inputs and output, of one input of the batch.</summary>
    public Func<SavingUse, long> Values { get; init; } = static _ => 0;

    /// <summary>Values that are kept in 32 bits whatever the type of features is, of one input of the batch: statistics.</summary>
    public Func<SavingUse, long> Statistics { get; init; } = static _ => 0;

    /// <summary>Values of which it keeps whether they were dropped, of one input of the batch.</summary>
    public Func<SavingUse, long> Drops { get; init; } = static _ => 0;

    /// <summary>Values that kernels of a CPU alone keep, of one input of the batch.</summary>
    public Func<SavingUse, long> CpuValues { get; init; } = static _ => 0;

    /// <summary>Bytes of another kind for each output: the 8 of an index.</summary>
    public long BytesPerOutput { get; init; }

    /// <summary>Bytes beside those of each output.</summary>
    public long FurtherBytes { get; init; }

    /// <summary>Whether an input is kept only if another, or a weight, needs a gradient: the factors of a product.</summary>
    public bool IsProduct { get; init; }

    /// <summary>Whether it keeps anything.</summary>
    public Func<SavingUse, bool> Applies { get; init; } = static _ => true;

    /// <summary>Whether its statistics are those of the whole batch together.</summary>
    public bool IsOfBatch { get; init; }

    /// <summary>Whether the inputs that it keeps hold indices of 8 bytes.</summary>
    public bool AreIndices { get; init; }

    /// <summary>
    /// Whether it works backwards from its output where it overwrites its input. Any other layer that needs its input then
    /// keeps a copy of it, as autograd does.
    /// </summary>
    public bool WorksFromOutput { get; init; }

    /// <summary>The first of its inputs that it keeps.</summary>
    public int FirstInput { get; init; }

    /// <summary>How many of its inputs it keeps at most.</summary>
    public int MostInputs { get; init; } = int.MaxValue;

    /// <summary>Whether it keeps an input, from its index and from which inputs need a gradient; null where that doesn't matter.</summary>
    public Func<int, IReadOnlyList<bool>, bool>? Chooses { get; init; }

    /// <summary>Whether it keeps its output, from which inputs need a gradient; null where that doesn't matter.</summary>
    public Func<IReadOnlyList<bool>, bool>? OutputWhere { get; init; }

    /// <summary>Whether it keeps those of its inputs that are truth: masks.</summary>
    public bool Masks { get; init; }

    /// <summary>Whether it keeps those of its inputs that are integers or truth: what chooses.</summary>
    public bool Choices { get; init; }

    /// <summary>Whether no gradient goes through it: what it yields doesn't depend on the values that it reads.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Whether it keeps the indices of the values that it chose, which it yields beside them.</summary>
    public bool Indices { get; init; }
}
