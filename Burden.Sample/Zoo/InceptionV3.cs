namespace Burden.Sample.Zoo;

// The blocks of C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens, Z. Wojna: Rethinking the Inception Architecture for Computer
// Vision, CVPR 2016, lettered as in torchvision. No convolution has a bias; every one has batch norm and ReLU.

/// <summary>35x35 maps: the 5x5 of GoogLeNet beside two 3x3 in its place.</summary>
/// <param name="pool">The filters after the pool.</param>
internal sealed class InceptionAAttribute(int pool) : ModuleAttribute
{
    [ConvBNReLU(64, 1)]
    Layer Branch1x1 { get; }

    [ConvBNReLU(48, 1, From = Input), ConvBNReLU(64, 5, Padding = 2)]
    Layer Branch5x5 { get; }

    [ConvBNReLU(64, 1, From = Input), ConvBNReLU(96, 3, Padding = 1, Repeat = 2)]
    Layer BranchDouble3x3 { get; }

    [AvgPool2d(3, Stride = 1, Padding = 1, From = Input), ConvBNReLU(nameof(pool), 1)]
    Layer BranchPool { get; }

    [Concat(nameof(Branch1x1), nameof(Branch5x5), nameof(BranchDouble3x3), nameof(BranchPool))]
    Layer Output { get; }
}

/// <summary>From 35x35 to 17x17 maps: convolutions and a pool of stride 2 side by side.</summary>
internal sealed class InceptionBAttribute : ModuleAttribute
{
    [ConvBNReLU(384, 3, Stride = 2)]
    Layer Branch3x3 { get; }

    [ConvBNReLU(64, 1, From = Input), ConvBNReLU(96, 3, Padding = 1), ConvBNReLU(96, 3, Stride = 2)]
    Layer BranchDouble3x3 { get; }

    [MaxPool2d(3, Stride = 2, From = Input)]
    Layer BranchPool { get; }

    [Concat(nameof(Branch3x3), nameof(BranchDouble3x3), nameof(BranchPool))]
    Layer Output { get; }
}

/// <summary>17x17 maps: 7x7 convolutions, each factored into a row and a column.</summary>
/// <param name="width">The filters inside the branches.</param>
internal sealed class InceptionCAttribute(int width) : ModuleAttribute
{
    [ConvBNReLU(192, 1)]
    Layer Branch1x1 { get; }

    [ConvBNReLU(nameof(width), 1, From = Input), Row7(nameof(width)), Column7(192)]
    Layer Branch7x7 { get; }

    [ConvBNReLU(nameof(width), 1, From = Input), Column7(nameof(width)), Row7(nameof(width)), Column7(nameof(width)), Row7(192)]
    Layer BranchDouble7x7 { get; }

    [AvgPool2d(3, Stride = 1, Padding = 1, From = Input), ConvBNReLU(192, 1)]
    Layer BranchPool { get; }

    [Concat(nameof(Branch1x1), nameof(Branch7x7), nameof(BranchDouble7x7), nameof(BranchPool))]
    Layer Output { get; }
}

/// <summary>From 17x17 to 8x8 maps: convolutions and a pool of stride 2 side by side.</summary>
internal sealed class InceptionDAttribute : ModuleAttribute
{
    [ConvBNReLU(192, 1), ConvBNReLU(320, 3, Stride = 2)]
    Layer Branch3x3 { get; }

    [ConvBNReLU(192, 1, From = Input), Row7(192), Column7(192), ConvBNReLU(192, 3, Stride = 2)]
    Layer Branch7x7 { get; }

    [MaxPool2d(3, Stride = 2, From = Input)]
    Layer BranchPool { get; }

    [Concat(nameof(Branch3x3), nameof(Branch7x7), nameof(BranchPool))]
    Layer Output { get; }
}

/// <summary>8x8 maps: branches that end in a row and a column side by side.</summary>
internal sealed class InceptionEAttribute : ModuleAttribute
{
    [ConvBNReLU(320, 1)]
    Layer Branch1x1 { get; }

    [ConvBNReLU(384, 1, From = Input), RowAndColumn3(384)]
    Layer Branch3x3 { get; }

    [ConvBNReLU(448, 1, From = Input), ConvBNReLU(384, 3, Padding = 1), RowAndColumn3(384)]
    Layer BranchDouble3x3 { get; }

    [AvgPool2d(3, Stride = 1, Padding = 1, From = Input), ConvBNReLU(192, 1)]
    Layer BranchPool { get; }

    [Concat(nameof(Branch1x1), nameof(Branch3x3), nameof(BranchDouble3x3), nameof(BranchPool))]
    Layer Output { get; }
}

/// <summary>A 1x7 convolution.</summary>
/// <param name="outChannels">The number of filters.</param>
internal sealed class Row7Attribute(object outChannels) : ModuleAttribute
{
    [ConvBNReLU(nameof(outChannels), "(1, 7)", Padding = "(0, 3)")]
    Layer Output { get; }
}

/// <summary>A 7x1 convolution.</summary>
/// <param name="outChannels">The number of filters.</param>
internal sealed class Column7Attribute(object outChannels) : ModuleAttribute
{
    [ConvBNReLU(nameof(outChannels), "(7, 1)", Padding = "(3, 0)")]
    Layer Output { get; }
}

/// <summary>A 1x3 and a 3x1 convolution side by side. Their concatenation is a feature of its own.</summary>
/// <param name="outChannels">The filters of each.</param>
internal sealed class RowAndColumn3Attribute(int outChannels) : ModuleAttribute
{
    [ConvBNReLU(nameof(outChannels), "(1, 3)", Padding = "(0, 1)")]
    Layer Row { get; }

    [ConvBNReLU(nameof(outChannels), "(3, 1)", Padding = "(1, 0)", From = Input)]
    Layer Column { get; }

    [Concat(nameof(Row), nameof(Column))]
    Layer Output { get; }
}

/// <summary>Inception-v3, torchvision's, without its auxiliary classifier.</summary>
/// <remarks>
/// C. Szegedy et al.: Rethinking the Inception Architecture for Computer Vision, CVPR 2016. The import keeps the dropout
/// before the classifier.
/// </remarks>
[Network(3, 299, 299, Name = "inception-v3")]
[Report(At = nameof(Features), Scales = [1, 1.5, 2, 2.5, 3])]
public sealed partial class InceptionV3
{
    [ConvBNReLU(32, 3, Stride = 2), ConvBNReLU(32, 3), ConvBNReLU(64, 3, Padding = 1), MaxPool2d(3, Stride = 2)]
    public static partial Layer Stem1 { get; }

    [ConvBNReLU(80, 1), ConvBNReLU(192, 3), MaxPool2d(3, Stride = 2)]
    public static partial Layer Stem2 { get; }

    [InceptionA(32), InceptionA(64, Repeat = 2)]
    public static partial Layer Mixed5 { get; }

    [InceptionB, InceptionC(128), InceptionC(160, Repeat = 2), InceptionC(192)]
    public static partial Layer Mixed6 { get; }

    [InceptionD, InceptionE(Repeat = 2)]
    public static partial Layer Mixed7 { get; }

    [AvgPool2d(8), Dropout(Kept = true)]
    public static partial Layer Features { get; }

    [TorchClassifier]
    public static partial Layer Scores { get; }
}
