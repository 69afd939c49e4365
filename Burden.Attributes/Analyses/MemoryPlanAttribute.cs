namespace Burden;

/// <summary>
/// Plans the memory of a network's features: <c>Cost.MemoryPlan</c> has the size of one block in which every buffer has a
/// fixed offset, as runtimes for microcontrollers lay it out, the offsets, the layer at which most is alive, and the least
/// that another order of the layers would need.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class MemoryPlanAttribute : AnalysisAttribute
{
    /// <summary>Offsets and sizes are multiples of it, in bytes.</summary>
    public int Alignment { get; set; } = 16;

    /// <summary>The most bytes of the block, at this alignment: more is a warning.</summary>
    public double MaxArena { get; set; }
}
