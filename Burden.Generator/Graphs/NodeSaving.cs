using Burden.Generator.Helpers;

namespace Burden.Generator.Graphs;

/// <summary>What one operation keeps for the backward pass of training, for the whole batch.</summary>
/// <param name="NeedsGradient">Whether what it yields depends on something that is trained, so that the backward pass goes through it.</param>
/// <param name="Factors">How many of what it multiplies need a gradient: each is one more product.</param>
/// <param name="Kept">The memory of features that it keeps; what several operations keep counts once.</param>
/// <param name="Reads">The memory that it reads.</param>
/// <param name="Values">Values of the type of features that it keeps for itself: copies, and what it works out on the way.</param>
/// <param name="Bytes">Bytes that it keeps for itself whatever that type is: statistics, indices, masks.</param>
internal sealed record NodeSaving(bool NeedsGradient, int Factors, EquatableArray<NodeMemory> Kept, EquatableArray<NodeMemory> Reads, long Values, long Bytes)
{
    /// <summary>Of how many values it keeps whether they were dropped: on a GPU a byte each, on a CPU a factor of the type of features.</summary>
    public long Drops { get; init; }

    /// <summary>Values of the type of features that kernels of a CPU alone keep.</summary>
    public long CpuValues { get; init; }

    public static readonly NodeSaving None = new(NeedsGradient: false, 0, [], [], 0, 0);
}

/// <summary>The memory that an operation's output lies in.</summary>
/// <param name="Node">The operation that filled it first.</param>
/// <param name="Part">0 for its output; others for what it yields beside it, and for the same values in another type.</param>
/// <param name="Elements">How many values lie there, of the whole batch.</param>
/// <param name="Type">Their type; null for that of features.</param>
internal readonly record struct NodeMemory(int Node, int Part, long Elements, Model.DataType? Type);
