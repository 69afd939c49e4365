namespace Burden.Sample.Zoo;

/// <summary>A stage of VGG-VD: 3x3 convolutions with ReLU, and a 2x2 pool that rounds up.</summary>
/// <remarks>K. Simonyan, A. Zisserman: Very Deep Convolutional Networks for Large-Scale Image Recognition, ICLR 2015.</remarks>
/// <param name="width">The filters of each convolution.</param>
/// <param name="convolutions">How many convolutions follow each other.</param>
internal sealed class VggStageAttribute(int width, int convolutions) : ModuleAttribute
{
    [ConvReLU(nameof(width), 3, Padding = 1, Repeat = nameof(convolutions)), MaxPool2d(2, CeilMode = true)]
    Layer Output { get; }
}
