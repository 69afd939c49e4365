namespace Burden.Sample.Zoo;

// The densely connected networks of G. Huang, Z. Liu, L. van der Maaten, K. Weinberger: Densely Connected Convolutional
// Networks, CVPR 2017, as torchvision has them.

/// <summary>One layer of a dense block: it adds its few maps to everything that the block computed so far.</summary>
/// <remarks>Each concatenation is a new buffer, which makes features grow with the square of a block's depth.</remarks>
/// <param name="growth">The maps that it adds, the paper's growth rate.</param>
internal sealed class DenseLayerAttribute(int growth) : ModuleAttribute
{
    [BatchNorm2d, ReLU, Conv2d($"4 * {nameof(growth)}", 1, Bias = false)]
    Layer Bottleneck { get; }

    [BatchNorm2d, ReLU, Conv2d(nameof(growth), 3, Padding = 1, Bias = false)]
    Layer Growth { get; }

    [Concat(Input, nameof(Growth))]
    Layer Output { get; }
}

/// <summary>Between dense blocks: half the channels at half the height and width.</summary>
internal sealed class TransitionAttribute : ModuleAttribute
{
    [BatchNorm2d, ReLU, Conv2d("Input.Channels / 2", 1, Bias = false), AvgPool2d(2)]
    Layer Output { get; }
}

/// <summary>DenseNet-121.</summary>
/// <remarks>G. Huang et al.: Densely Connected Convolutional Networks, CVPR 2017.</remarks>
[Network(3, 224, 224, Name = "densenet121")]
[Report(At = nameof(Features), Scales = [1, 1.5, 2, 2.5, 3])]
public sealed partial class DenseNet121
{
    [TorchStem(64)]
    public static partial Layer Stem { get; }

    [DenseLayer(32, Repeat = 6)]
    public static partial Layer Block1 { get; }

    [Transition, DenseLayer(32, Repeat = 12)]
    public static partial Layer Block2 { get; }

    [Transition, DenseLayer(32, Repeat = 24)]
    public static partial Layer Block3 { get; }

    [Transition, DenseLayer(32, Repeat = 16)]
    public static partial Layer Block4 { get; }

    [BatchNorm2d, ReLU, AvgPool2d(7)]
    public static partial Layer Features { get; }

    [TorchClassifier]
    public static partial Layer Scores { get; }
}

/// <summary>DenseNet-161: a growth of 48.</summary>
/// <remarks>G. Huang et al.: Densely Connected Convolutional Networks, CVPR 2017.</remarks>
[Network(3, 224, 224, Name = "densenet161")]
[Report(At = nameof(Features), Scales = [1, 1.5, 2, 2.5, 3])]
public sealed partial class DenseNet161
{
    [TorchStem(96)]
    public static partial Layer Stem { get; }

    [DenseLayer(48, Repeat = 6)]
    public static partial Layer Block1 { get; }

    [Transition, DenseLayer(48, Repeat = 12)]
    public static partial Layer Block2 { get; }

    [Transition, DenseLayer(48, Repeat = 36)]
    public static partial Layer Block3 { get; }

    [Transition, DenseLayer(48, Repeat = 24)]
    public static partial Layer Block4 { get; }

    [BatchNorm2d, ReLU, AvgPool2d(7)]
    public static partial Layer Features { get; }

    [TorchClassifier]
    public static partial Layer Scores { get; }
}

/// <summary>DenseNet-169.</summary>
/// <remarks>G. Huang et al.: Densely Connected Convolutional Networks, CVPR 2017.</remarks>
[Network(3, 224, 224, Name = "densenet169")]
[Report(At = nameof(Features), Scales = [1, 1.5, 2, 2.5, 3])]
public sealed partial class DenseNet169
{
    [TorchStem(64)]
    public static partial Layer Stem { get; }

    [DenseLayer(32, Repeat = 6)]
    public static partial Layer Block1 { get; }

    [Transition, DenseLayer(32, Repeat = 12)]
    public static partial Layer Block2 { get; }

    [Transition, DenseLayer(32, Repeat = 32)]
    public static partial Layer Block3 { get; }

    [Transition, DenseLayer(32, Repeat = 32)]
    public static partial Layer Block4 { get; }

    [BatchNorm2d, ReLU, AvgPool2d(7)]
    public static partial Layer Features { get; }

    [TorchClassifier]
    public static partial Layer Scores { get; }
}

/// <summary>DenseNet-201.</summary>
/// <remarks>G. Huang et al.: Densely Connected Convolutional Networks, CVPR 2017.</remarks>
[Network(3, 224, 224, Name = "densenet201")]
[Report(At = nameof(Features), Scales = [1, 1.5, 2, 2.5, 3])]
public sealed partial class DenseNet201
{
    [TorchStem(64)]
    public static partial Layer Stem { get; }

    [DenseLayer(32, Repeat = 6)]
    public static partial Layer Block1 { get; }

    [Transition, DenseLayer(32, Repeat = 12)]
    public static partial Layer Block2 { get; }

    [Transition, DenseLayer(32, Repeat = 48)]
    public static partial Layer Block3 { get; }

    [Transition, DenseLayer(32, Repeat = 32)]
    public static partial Layer Block4 { get; }

    [BatchNorm2d, ReLU, AvgPool2d(7)]
    public static partial Layer Features { get; }

    [TorchClassifier]
    public static partial Layer Scores { get; }
}
