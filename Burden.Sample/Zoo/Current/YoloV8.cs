namespace Burden.Sample.Zoo;

// G. Jocher, A. Chaurasia, J. Qiu: Ultralytics YOLOv8, 2023.

/// <summary>A convolution that keeps the size but for its stride, batch norm and SiLU.</summary>
/// <param name="channels">The number of filters.</param>
/// <param name="kernelSize">The kernel's size, which is odd.</param>
internal sealed class ConvBNSiLUAttribute(object channels, object kernelSize) : ModuleAttribute
{
    /// <summary>The step of the window.</summary>
    public object Stride { get; set; } = 1;

    [ConvBN(nameof(channels), nameof(kernelSize), Stride = nameof(Stride), Padding = $"{nameof(kernelSize)} / 2"), SiLU(InPlace = true)]
    Layer Output { get; }
}

/// <summary>Two convolutions of 3x3, added to their input unless they stand in the head.</summary>
internal sealed class YoloBottleneckAttribute : ModuleAttribute
{
    /// <summary>Whether the input is added.</summary>
    public object Shortcut { get; set; } = true;

    [ConvBNSiLU("Input.Channels", 3), ConvBNSiLU("Input.Channels", 3)]
    Layer Residual { get; }

    [When(nameof(Shortcut))]
    [Add(nameof(Residual), Input)]
    Layer Output { get; }
}

/// <summary>C2f: one half of the channels goes through one or two bottlenecks, and all that was computed on the way is joined.</summary>
/// <param name="channels">The channels that it yields.</param>
internal sealed class C2fAttribute(object channels) : ModuleAttribute
{
    /// <summary>How many bottlenecks there are: 1 or 2.</summary>
    public object Bottlenecks { get; set; } = 1;

    /// <summary>Whether the bottlenecks add their inputs.</summary>
    public object Shortcut { get; set; } = true;

    [ConvBNSiLU(nameof(channels), 1)]
    Layer Halves { get; }

    [Slice($"{nameof(channels)} / 2", $"{nameof(channels)} / 2"), YoloBottleneck(Shortcut = nameof(Shortcut))]
    Layer First { get; }

    [When($"{nameof(Bottlenecks)} == 2")]
    [YoloBottleneck(Shortcut = nameof(Shortcut))]
    Layer Second { get; }

    [When($"{nameof(Bottlenecks)} == 1")]
    [Concat(nameof(Halves), nameof(First))]
    Layer Both { get; }

    [When($"{nameof(Bottlenecks)} == 2")]
    [Concat(nameof(Halves), nameof(First), nameof(Second))]
    Layer Joined { get; }

    [ConvBNSiLU(nameof(channels), 1)]
    Layer Output { get; }
}

/// <summary>Spatial pyramid pooling: a pool of 5x5 once, twice and three times, joined.</summary>
internal sealed class SppfAttribute : ModuleAttribute
{
    [ConvBNSiLU("Input.Channels / 2", 1)]
    Layer Narrow { get; }

    [MaxPool2d(5, Stride = 1, Padding = 2)]
    Layer Once { get; }

    [MaxPool2d(5, Stride = 1, Padding = 2)]
    Layer Twice { get; }

    [MaxPool2d(5, Stride = 1, Padding = 2)]
    Layer Thrice { get; }

    [Concat(nameof(Narrow), nameof(Once), nameof(Twice), nameof(Thrice)), ConvBNSiLU("Input.Channels", 1)]
    Layer Output { get; }
}

/// <summary>What is predicted at each cell of a map: distances to the four sides, each as 16 scores, and the scores of the classes.</summary>
/// <param name="boxes">The channels inside the branch of the distances.</param>
/// <param name="classes">How many classes there are.</param>
internal sealed class YoloPredictionAttribute(object boxes, object classes) : ModuleAttribute
{
    [ConvBNSiLU(nameof(boxes), 3), ConvBNSiLU(nameof(boxes), 3), Conv2d(64, 1)]
    Layer Distances { get; }

    [ConvBNSiLU(nameof(classes), 3, From = Input), ConvBNSiLU(nameof(classes), 3), Conv2d(nameof(classes), 1)]
    Layer Classes { get; }

    [Concat(nameof(Distances), nameof(Classes)), Flatten(StartAxis = 1)]
    Layer Output { get; }
}

/// <summary>Distances from a cell's centre to the four sides, made a box's centre and size in pixels.</summary>
/// <remarks>For each box: two corners, their mean and their difference, 10 operations, and 4 products with the stride.</remarks>
internal sealed class DistancesToBoxesAttribute : LayerAttribute
{
    public const string Output = "Input";
    public const string Parameters = "0";
    public const string Macs = "0";
    public const string Flops = "14 * Input.Width";
}

/// <summary>YOLOv8n: boxes and the scores of COCO's 80 classes at 8,400 cells. The choice among them isn't part of it.</summary>
/// <remarks>G. Jocher, A. Chaurasia, J. Qiu: Ultralytics YOLOv8, 2023.</remarks>
[Network(3, 640, 640, Name = "yolov8n")]
public sealed partial class YoloV8Nano
{
    [ConvBNSiLU(16, 3, Stride = 2)]
    public static partial Layer P1 { get; }

    [ConvBNSiLU(32, 3, Stride = 2), C2f(32)]
    public static partial Layer P2 { get; }

    [ConvBNSiLU(64, 3, Stride = 2), C2f(64, Bottlenecks = 2)]
    public static partial Layer P3 { get; }

    [ConvBNSiLU(128, 3, Stride = 2), C2f(128, Bottlenecks = 2)]
    public static partial Layer P4 { get; }

    [ConvBNSiLU(256, 3, Stride = 2), C2f(256), Sppf]
    public static partial Layer P5 { get; }

    [Upsample(2), Concat(nameof(P4)), C2f(128, Shortcut = false)]
    public static partial Layer Top4 { get; }

    [Upsample(2), Concat(nameof(P3)), C2f(64, Shortcut = false)]
    public static partial Layer Small { get; }

    [ConvBNSiLU(64, 3, Stride = 2), Concat(nameof(Top4)), C2f(128, Shortcut = false)]
    public static partial Layer Medium { get; }

    [ConvBNSiLU(128, 3, Stride = 2), Concat(nameof(P5)), C2f(256, Shortcut = false)]
    public static partial Layer Large { get; }

    [YoloPrediction(64, 80, From = nameof(Small))]
    public static partial Layer AtSmall { get; }

    [YoloPrediction(64, 80, From = nameof(Medium))]
    public static partial Layer AtMedium { get; }

    [YoloPrediction(64, 80, From = nameof(Large))]
    public static partial Layer AtLarge { get; }

    [Concat(nameof(AtSmall), nameof(AtMedium), nameof(AtLarge), Axis = 1)]
    public static partial Layer Predictions { get; }

    /// <summary>Each distance is the mean of 16 steps under a softmax: a convolution with the fixed weights 0 to 15.</summary>
    [Slice(0, 64), Reshape(4, 16, -1), Permute(1, 0, 2), Softmax(Axis = 0), Conv2d(1, 1, Bias = false), Reshape(4, -1), DistancesToBoxes]
    public static partial Layer Boxes { get; }

    [Slice(64, 80, From = nameof(Predictions)), Sigmoid]
    public static partial Layer Classes { get; }

    [Concat(nameof(Boxes), nameof(Classes))]
    public static partial Layer Detections { get; }
}
