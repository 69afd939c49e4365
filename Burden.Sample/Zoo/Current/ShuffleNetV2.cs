namespace Burden.Sample.Zoo;

// N. Ma, X. Zhang, H.-T. Zheng, J. Sun: ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design, ECCV 2018.

/// <summary>The basic unit, figure 3 (c): half of the channels pass by, the others are convolved; then the halves are mixed.</summary>
internal sealed class ShuffleUnitAttribute : ModuleAttribute
{
    [Slice(0, "Input.Channels / 2")]
    Layer Kept { get; }

    [Slice("Input.Channels / 2", "Input.Channels / 2", From = Input)]
    [ConvBNReLU("Input.Channels / 2", 1), DepthwiseConvBN(3), ConvBNReLU("Input.Channels / 2", 1)]
    Layer Convolved { get; }

    [Concat(nameof(Kept), nameof(Convolved)), ChannelShuffle(2)]
    Layer Output { get; }
}

/// <summary>The unit that halves the size, figure 3 (d): both branches are convolved, each to half of the channels.</summary>
/// <param name="outChannels">The channels of both.</param>
internal sealed class ShuffleDownUnitAttribute(object outChannels) : ModuleAttribute
{
    [DepthwiseConvBN(3, Stride = 2), ConvBNReLU($"{nameof(outChannels)} / 2", 1)]
    Layer Left { get; }

    [ConvBNReLU($"{nameof(outChannels)} / 2", 1, From = Input), DepthwiseConvBN(3, Stride = 2), ConvBNReLU($"{nameof(outChannels)} / 2", 1)]
    Layer Right { get; }

    [Concat(nameof(Left), nameof(Right)), ChannelShuffle(2)]
    Layer Output { get; }
}

/// <summary>The layers of ShuffleNet v2 up to the average, the paper's table 5.</summary>
/// <param name="width">The channels of the second stage; the later ones double them.</param>
internal sealed class ShuffleNetV2FeaturesAttribute(object width) : ModuleAttribute
{
    /// <summary>The channels of the last convolution.</summary>
    public object LastWidth { get; set; } = 1024;

    [ConvBNReLU(24, 3, Stride = 2, Padding = 1), MaxPool2d(3, Stride = 2, Padding = 1)]
    Layer Stem { get; }

    [ShuffleDownUnit(nameof(width)), ShuffleUnit(Repeat = 3)]
    Layer Stage2 { get; }

    [ShuffleDownUnit($"2 * {nameof(width)}"), ShuffleUnit(Repeat = 7)]
    Layer Stage3 { get; }

    [ShuffleDownUnit($"4 * {nameof(width)}"), ShuffleUnit(Repeat = 3)]
    Layer Stage4 { get; }

    [ConvBNReLU(nameof(LastWidth), 1)]
    Layer Head { get; }
}

/// <summary>ShuffleNet v2, torchvision's.</summary>
/// <remarks>N. Ma et al.: ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design, ECCV 2018.</remarks>
[Network(3, 224, 224, Name = "shufflenet_v2_x1_0")]
public sealed partial class ShuffleNetV2
{
    [ShuffleNetV2Features(116)]
    public static partial Layer Features { get; }

    [PooledClassifier]
    public static partial Layer Scores { get; }
}
