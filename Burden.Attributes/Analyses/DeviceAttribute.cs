namespace Burden;

/// <summary>
/// Computes whether a network fits on a device and how fast it can be there at best: <c>Cost.OnRaspberryPi5</c> has a lower
/// bound on the time of one pass, how many layers wait for memory rather than for arithmetic, and whether memory and flash
/// suffice. On the assembly it applies to every network of the project.
/// </summary>
/// <remarks>It is a bound, not a prediction: no program reaches a device's peak rates in every layer.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class DeviceAttribute : AnalysisAttribute
{
    /// <summary>Names a device.</summary>
    /// <param name="name">One of <see cref="Devices"/>, or any other, whose rates are then to be given.</param>
    public DeviceAttribute(string name) => Name = name;

    /// <summary>The device's name.</summary>
    public string Name { get; }

    /// <summary>Operations a second on 32-bit values, a fused multiply-add counted once as in <c>Cost.Flops</c>: half of what most data sheets print.</summary>
    public double Flops { get; set; }

    /// <summary>The same on 16-bit floating-point values; by default that of 32 bits.</summary>
    public double HalfFlops { get; set; }

    /// <summary>The same on 8-bit integers and less; by default that of 32 bits.</summary>
    public double Int8Flops { get; set; }

    /// <summary>Bytes a second between memory and processor.</summary>
    public double Bandwidth { get; set; }

    /// <summary>Bytes of memory for features, and for parameters where the device has no flash.</summary>
    public double Memory { get; set; }

    /// <summary>Bytes of flash, in which parameters stay.</summary>
    public double Flash { get; set; }

    /// <summary>The most milliseconds that the bound may be; more is a warning.</summary>
    public double MaxMilliseconds { get; set; }

    /// <summary>Whether it is a warning if the network doesn't fit.</summary>
    public bool MustFit { get; set; }
}
