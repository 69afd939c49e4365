using Burden;

/// <summary>The network of resnet18.onnx.</summary>
[Network(3, 224, 224, Name = "resnet18")]
public sealed partial class Resnet18
{
    [Conv2d(64, 7, Stride = 2, Padding = 3), ReLU, MaxPool2d(3, Stride = 2, Padding = 1)]
    public static partial Layer Conv1 { get; }

    [ResidualBlock(Repeat = 2)]
    public static partial Layer Layer1 { get; }

    [ProjectedBlock, ResidualBlock]
    public static partial Layer Layer2 { get; }

    [ProjectedBlock, ResidualBlock]
    public static partial Layer Layer3 { get; }

    [ProjectedBlock, ResidualBlock]
    public static partial Layer Layer4 { get; }

    [GlobalAvgPool2d, Flatten, Linear(1000)]
    public static partial Layer Fc { get; }
}

/// <summary>The file's 'layer2.0', 'layer3.0', 'layer4.0'.</summary>
internal sealed class ProjectedBlockAttribute : ModuleAttribute
{
    [Conv2d("2 * Input.Channels", 3, Stride = 2, Padding = 1), ReLU]
    Layer Conv1 { get; }

    [Conv2d("2 * Input.Channels", 3, Padding = 1)]
    Layer Conv2 { get; }

    [Conv2d("2 * Input.Channels", 1, Stride = 2, From = Input), Add(nameof(Conv2)), ReLU]
    Layer Downsample0 { get; }
}

/// <summary>The file's 'layer1.0', 'layer1.1', 'layer2.1', and others: 5 times.</summary>
internal sealed class ResidualBlockAttribute : ModuleAttribute
{
    [Conv2d("Input.Channels", 3, Padding = 1), ReLU]
    Layer Conv1 { get; }

    [Conv2d("Input.Channels", 3, Padding = 1), Add(Input), ReLU]
    Layer Conv2 { get; }
}
