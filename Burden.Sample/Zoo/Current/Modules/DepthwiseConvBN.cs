namespace Burden.Sample.Zoo;

/// <summary>A convolution of each channel alone, padded to keep the size, and batch norm.</summary>
/// <param name="kernelSize">The kernel's size, which is odd.</param>
internal sealed class DepthwiseConvBNAttribute(object kernelSize) : ModuleAttribute
{
    /// <summary>The step of the window.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>The spacing of the kernel's values.</summary>
    public object Dilation { get; set; } = 1;

    [ConvBN("Input.Channels", nameof(kernelSize), Stride = nameof(Stride), Padding = $"{nameof(kernelSize)} / 2 * {nameof(Dilation)}", Dilation = nameof(Dilation), Groups = "Input.Channels")]
    Layer Output { get; }
}
