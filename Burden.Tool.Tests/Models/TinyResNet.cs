using Burden;

namespace Models;

/// <summary>A residual block.</summary>
/// <param name="width">The channels it yields.</param>
public sealed class ResidualAttribute(object width) : ModuleAttribute
{
    /// <summary>The stride of its first convolution.</summary>
    public object Stride { get; set; } = 1;

    [Conv2d(nameof(width), 3, Stride = nameof(Stride), Padding = 1, Bias = false), BatchNorm2d, ReLU] Layer First { get; }
    [Conv2d(nameof(width), 3, Padding = 1, Bias = false), BatchNorm2d] Layer Second { get; }

    [When($"{nameof(Stride)} > 1 || Input.Channels != Second.Channels")]
    [Conv2d(nameof(width), 1, Stride = nameof(Stride), Bias = false, From = Input), BatchNorm2d]
    Layer Shortcut { get; }

    [Add(nameof(Second), nameof(Shortcut)), ReLU] Layer Output { get; }
}

/// <summary>Modules in modules, with branches.</summary>
[Network(3, 32, 32, Name = "tiny-resnet", Batch = 2, FeatureType = DataType.Float16)]
[MemoryPlan, ReceptiveFields, Device(Devices.RaspberryPi5)]
public sealed partial class TinyResNet
{
    [Conv2d(16, 3, Padding = 1, Bias = false), BatchNorm2d, ReLU] public static partial Layer Stem { get; }
    [Residual(16, Repeat = 2)] public static partial Layer Stage1 { get; }
    [Residual(32, Stride = 2), Residual(32)] public static partial Layer Stage2 { get; }
    [GlobalAvgPool2d, Flatten, Linear(10)] public static partial Layer Scores { get; }
}
