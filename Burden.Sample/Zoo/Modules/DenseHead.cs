namespace Burden.Sample.Zoo;

/// <summary>
/// The three dense layers of AlexNet and VGG, and the softmax over the 1,000 ImageNet classes. Dropout is gone.
/// </summary>
/// <remarks>The dense layers are convolutions, so that larger images give maps of scores; the first spans the whole map.</remarks>
/// <param name="kernelSize">The height and width of the map that the first one spans.</param>
internal sealed class DenseHeadAttribute(int kernelSize) : ModuleAttribute
{
    /// <summary>The width of the second dense layer.</summary>
    public object Fc7Width { get; set; } = 4096;

    [ConvReLU(4096, nameof(kernelSize))]
    Layer Fc6 { get; }

    [ConvReLU(nameof(Fc7Width), 1)]
    Layer Fc7 { get; }

    [Conv2d(1000, 1), Softmax]
    Layer Fc8 { get; }
}
