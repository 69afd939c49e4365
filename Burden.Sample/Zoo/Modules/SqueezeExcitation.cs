namespace Burden.Sample.Zoo;

/// <summary>
/// The gate of a squeeze-and-excitation block: one factor between 0 and 1 for each channel, from the averages of all
/// channels.
/// </summary>
/// <remarks>J. Hu, L. Shen, G. Sun: Squeeze-and-Excitation Networks, CVPR 2018.</remarks>
internal sealed class SqueezeExcitationAttribute : ModuleAttribute
{
    /// <summary>How many times fewer channels the gate has inside.</summary>
    public object Reduction { get; set; } = 16;

    [GlobalAvgPool2d, Conv2d($"Input.Channels / {nameof(Reduction)}", 1), ReLU]
    Layer Squeeze { get; }

    [Conv2d("Input.Channels", 1), Sigmoid]
    Layer Excitation { get; }
}
