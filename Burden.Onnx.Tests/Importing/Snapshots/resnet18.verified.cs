using Burden;

/// <summary>The network of resnet18.onnx.</summary>
[Network(3, 224, 224, Name = "resnet18")]
public sealed partial class Resnet18
{
    [Conv2d(64, 7, Stride = 2, Padding = 3), ReLU, MaxPool2d(3, Stride = 2, Padding = 1)]
    public static partial Layer Conv1 { get; }

    [ResidualBlock(64, Repeat = 2)]
    public static partial Layer Layer1 { get; }

    [ResidualBlock(128, Stride = 2), ResidualBlock(128)]
    public static partial Layer Layer2 { get; }

    [ResidualBlock(256, Stride = 2), ResidualBlock(256)]
    public static partial Layer Layer3 { get; }

    [ResidualBlock(512, Stride = 2), ResidualBlock(512)]
    public static partial Layer Layer4 { get; }

    [GlobalAvgPool2d, Flatten, Linear(1000)]
    public static partial Layer Fc { get; }
}

/// <summary>The file's 'layer2.0', 'layer3.0', 'layer4.0', and others: 8 times.</summary>
/// <param name="channels">The channels of Conv1.</param>
internal sealed class ResidualBlockAttribute(object channels) : ModuleAttribute
{
    /// <summary>The stride of Conv1.</summary>
    public object Stride { get; set; } = 1;

    [Conv2d(nameof(channels), 3, Stride = nameof(Stride), Padding = 1), ReLU]
    Layer Conv1 { get; }

    [Conv2d(nameof(channels), 3, Padding = 1)]
    Layer Conv2 { get; }

    [When($"Input.Channels != {nameof(Conv2)}.Channels"), Conv2d(nameof(channels), 1, Stride = nameof(Stride), From = Input)]
    Layer Downsample0 { get; }

    [Add(nameof(Conv2), nameof(Downsample0)), ReLU]
    Layer Add { get; }
}
