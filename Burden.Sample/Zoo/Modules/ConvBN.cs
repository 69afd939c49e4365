namespace Burden.Sample.Zoo;

/// <summary>A convolution and batch norm, whose shift makes a bias needless.</summary>
/// <param name="outChannels">The number of filters.</param>
/// <param name="kernelSize">The kernel's size.</param>
internal sealed class ConvBNAttribute(object outChannels, object kernelSize) : ModuleAttribute
{
    /// <summary>The step of the window.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>Zeros around the input.</summary>
    public object Padding { get; set; } = 0;

    /// <summary>The spacing of the kernel's values.</summary>
    public object Dilation { get; set; } = 1;

    /// <summary>How many groups the channels are split into.</summary>
    public object Groups { get; set; } = 1;

    /// <summary>Whether the convolution has a bias all the same.</summary>
    public object Bias { get; set; } = false;

    [Conv2d(nameof(outChannels), nameof(kernelSize), Stride = nameof(Stride), Padding = nameof(Padding), Dilation = nameof(Dilation), Groups = nameof(Groups), Bias = nameof(Bias)), BatchNorm2d]
    Layer Output { get; }
}
