namespace Burden.Sample.Zoo;

/// <summary>A stage of VGG with batch norm: 3x3 convolutions, which keep their biases, and a 2x2 pool.</summary>
/// <param name="width">The filters of each convolution.</param>
/// <param name="convolutions">How many convolutions follow each other.</param>
internal sealed class VggBNStageAttribute(object width, object convolutions) : ModuleAttribute
{
    [ConvBNReLU(nameof(width), 3, Padding = 1, Bias = true, Repeat = nameof(convolutions)), MaxPool2d(2)]
    Layer Output { get; }
}

/// <summary>The five stages of VGG with batch norm.</summary>
/// <param name="convolutions">The convolutions of each stage: a tuple of five integers.</param>
internal sealed class VggBNAttribute(object convolutions) : ModuleAttribute
{
    [VggBNStage(64, $"{nameof(convolutions)}[0]")]
    Layer Stage1 { get; }

    [VggBNStage(128, $"{nameof(convolutions)}[1]")]
    Layer Stage2 { get; }

    [VggBNStage(256, $"{nameof(convolutions)}[2]")]
    Layer Stage3 { get; }

    [VggBNStage(512, $"{nameof(convolutions)}[3]")]
    Layer Stage4 { get; }

    [VggBNStage(512, $"{nameof(convolutions)}[4]")]
    Layer Stage5 { get; }
}

/// <summary>VGG-16 with batch norm, torchvision's.</summary>
/// <remarks>K. Simonyan, A. Zisserman: Very Deep Convolutional Networks for Large-Scale Image Recognition, ICLR 2015.</remarks>
[Network(3, 224, 224, Name = "vgg16_bn")]
public sealed partial class Vgg16BN
{
    [VggBN("(2, 2, 3, 3, 3)")]
    public static partial Layer Features { get; }

    [AdaptiveAvgPool2d(7), Flatten, Linear(4096), ReLU, Linear(4096), ReLU, Linear(1000)]
    public static partial Layer Scores { get; }
}
