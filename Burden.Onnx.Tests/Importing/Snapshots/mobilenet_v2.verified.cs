using Burden;

/// <summary>The network of mobilenet_v2.onnx.</summary>
[Network(3, 224, 224, Name = "mobilenet_v2")]
public sealed partial class MobilenetV2
{
    [Conv2d(32, 3, Stride = 2, Padding = 1), ReLU6]
    public static partial Layer Features0 { get; }

    [Conv2d(32, 3, Padding = 1, Groups = 32), ReLU6]
    public static partial Layer Features1Conv0 { get; }

    [Conv2d(16, 1)]
    public static partial Layer Features1Conv1 { get; }

    [InvertedBlock(24, Stride = 2)]
    public static partial Layer Features2Conv { get; }

    [ResidualBlock]
    public static partial Layer Features3 { get; }

    [InvertedBlock(32, Stride = 2)]
    public static partial Layer Features4Conv { get; }

    [ResidualBlock(Repeat = 2)]
    public static partial Layer Features { get; }

    [InvertedBlock(64, Stride = 2)]
    public static partial Layer Features7Conv { get; }

    [ResidualBlock(Repeat = 3)]
    public static partial Layer Features2 { get; }

    [InvertedBlock(96)]
    public static partial Layer Features11Conv { get; }

    [ResidualBlock(Repeat = 2)]
    public static partial Layer Features4 { get; }

    [InvertedBlock(160, Stride = 2)]
    public static partial Layer Features14Conv { get; }

    [ResidualBlock(Repeat = 2)]
    public static partial Layer Features5 { get; }

    [InvertedBlock(320)]
    public static partial Layer Features17Conv { get; }

    [Conv2d(1280, 1), ReLU6]
    public static partial Layer Features18 { get; }

    [GlobalAvgPool2d, Flatten, Linear(1000)]
    public static partial Layer Classifier1 { get; }
}

/// <summary>The file's 'features.3', 'features.5', 'features.6', and others: 10 times.</summary>
internal sealed class ResidualBlockAttribute : ModuleAttribute
{
    [InvertedBlock("Input.Channels"), Add(Input)]
    Layer Conv { get; }
}

/// <summary>The file's 'features.2.conv', 'features.3.conv', 'features.4.conv', and others: 16 times.</summary>
/// <param name="channels">The channels of Conv2.</param>
internal sealed class InvertedBlockAttribute(object channels) : ModuleAttribute
{
    /// <summary>The stride of Conv1.</summary>
    public object Stride { get; set; } = 1;

    [Conv2d("6 * Input.Channels", 1), ReLU6]
    Layer Conv0 { get; }

    [Conv2d("6 * Input.Channels", 3, Stride = nameof(Stride), Padding = 1, Groups = "6 * Input.Channels"), ReLU6]
    Layer Conv1 { get; }

    [Conv2d(nameof(channels), 1)]
    Layer Conv2 { get; }
}
