namespace Burden.Sample.Zoo;

/// <summary>The first layers of Caffe's residual networks: a 7x7 convolution, and a pool that rounds up.</summary>
internal sealed class CaffeStemAttribute : ModuleAttribute
{
    /// <summary>Whether the convolution has a bias beside its batch norm: only ResNet-50's has.</summary>
    public object Bias { get; set; } = false;

    /// <summary>The padding of the pool.</summary>
    public object PoolPadding { get; set; } = 0;

    [ConvBNReLU(64, 7, Stride = 2, Padding = 3, Bias = nameof(Bias)), MaxPool2d(3, Stride = 2, Padding = nameof(PoolPadding), CeilMode = true)]
    Layer Output { get; }
}

/// <summary>The first layers of Torch's residual and dense networks: a 7x7 convolution, and a padded pool.</summary>
/// <param name="width">The filters of the convolution.</param>
internal sealed class TorchStemAttribute(int width) : ModuleAttribute
{
    [ConvBNReLU(nameof(width), 7, Stride = 2, Padding = 3), MaxPool2d(3, Stride = 2, Padding = 1)]
    Layer Output { get; }
}
