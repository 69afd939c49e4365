namespace Burden.Sample.Zoo;

/// <summary>The average of each channel, and a dense layer of scores. Dropout is gone.</summary>
internal sealed class PooledClassifierAttribute : ModuleAttribute
{
    /// <summary>The number of classes: those of ImageNet.</summary>
    public object Classes { get; set; } = 1000;

    [GlobalAvgPool2d, Flatten, Linear(nameof(Classes))]
    Layer Scores { get; }
}
