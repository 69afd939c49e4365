namespace Burden;

/// <summary>Limits what a network, a layer, a module or every network of an assembly may cost.</summary>
/// <remarks>A figure that is left out is not limited. There may be several budgets, one for each target.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class BudgetAttribute : Attribute
{
    /// <summary>The device or purpose that sets the limits, as messages name it.</summary>
    public string? Target { get; set; }

    /// <summary>
    /// A network that the figures are relative to: with it, a figure is a factor of that network's
    /// (<c>Flops = 1.10</c> allows 10% more).
    /// </summary>
    public Type? RelativeTo { get; set; }

    /// <summary>The most trainable parameters.</summary>
    public double Parameters { get; set; }

    /// <summary>The most bytes of parameters and buffers.</summary>
    public double ParameterMemory { get; set; }

    /// <summary>The most bytes of all features of one forward pass, with no reuse.</summary>
    public double FeatureMemory { get; set; }

    /// <summary>The most bytes of features that are alive at once.</summary>
    public double PeakFeatureMemory { get; set; }

    /// <summary>The most floating-point operations.</summary>
    public double Flops { get; set; }

    /// <summary>The most multiply-adds of convolutions, linear layers and matrix products.</summary>
    public double Macs { get; set; }

    /// <summary>The most bytes of the block of memory in which a static planner finds room for all features.</summary>
    public double Arena { get; set; }

    /// <summary>The most bytes of weights, inputs and outputs that the layers read and write.</summary>
    public double Traffic { get; set; }
}
