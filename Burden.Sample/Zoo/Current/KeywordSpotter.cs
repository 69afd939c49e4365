namespace Burden.Sample.Zoo;

/// <summary>A convolution in two steps as Keras has it: both with a bias beside their batch norm.</summary>
/// <param name="width">The filters of the 1x1.</param>
internal sealed class KeywordBlockAttribute(object width) : ModuleAttribute
{
    [ConvBNReLU("Input.Channels", 3, Padding = 1, Groups = "Input.Channels", Bias = true), ConvBNReLU(nameof(width), 1, Bias = true)]
    Layer Output { get; }
}

/// <summary>
/// DS-CNN, which hears ten words, silence and anything else in one second of sound: 49 frames of 10 coefficients, all values
/// of 8 bits, for a microcontroller.
/// </summary>
/// <remarks>
/// Y. Zhang, N. Suda, L. Lai, V. Chandra: Hello Edge: Keyword Spotting on Microcontrollers, arXiv:1711.07128, 2017; the
/// reference model of the MLPerf Tiny benchmark.
/// </remarks>
[Network(1, 49, 10, Name = "ds-cnn", ParameterType = DataType.Int8, FeatureType = DataType.Int8)]
[Budget(ParameterMemory = 64 * Units.KiB, PeakFeatureMemory = 32 * Units.KiB)]
public sealed partial class KeywordSpotter
{
    [Conv2d(64, "(10, 4)", Stride = 2, Padding = "same"), BatchNorm2d, ReLU]
    public static partial Layer Stem { get; }

    [KeywordBlock(64, Repeat = 4)]
    public static partial Layer Blocks { get; }

    [PooledClassifier(Classes = 12), Softmax]
    public static partial Layer Probabilities { get; }
}
