namespace Burden.Sample.Zoo;

/// <summary>
/// Squeeze-and-excitation: each channel times a factor from the averages of all channels. The two small layers are
/// convolutions with biases.
/// </summary>
/// <remarks>J. Hu, L. Shen, G. Sun: Squeeze-and-Excitation Networks, CVPR 2018.</remarks>
/// <param name="width">The channels between the two.</param>
internal sealed class SqueezeExciteAttribute(object width) : ModuleAttribute
{
    /// <summary>Whether SiLU stands between them, as in EfficientNets, rather than ReLU.</summary>
    public object Smooth { get; set; } = false;

    /// <summary>Whether the factor is a hard sigmoid, as in MobileNet v3.</summary>
    public object Hard { get; set; } = false;

    [GlobalAvgPool2d, Conv2d(nameof(width), 1)]
    Layer Squeeze { get; }

    [When($"!{nameof(Smooth)}")]
    [ReLU]
    Layer Rectified { get; }

    [When(nameof(Smooth))]
    [SiLU(InPlace = true)]
    Layer Smoothed { get; }

    [Conv2d("Input.Channels", 1)]
    Layer Excite { get; }

    [When($"!{nameof(Hard)}")]
    [Sigmoid]
    Layer Soft { get; }

    [When(nameof(Hard))]
    [Hardsigmoid]
    Layer Gate { get; }

    [Scale(Input, nameof(Gate))]
    Layer Output { get; }
}
