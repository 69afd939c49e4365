namespace Burden.Sample.Zoo;

/// <summary>The classifier of a Caffe network: average of 7x7, dense layer of 1,000 classes, softmax.</summary>
internal sealed class CaffeClassifierAttribute : ModuleAttribute
{
    [AvgPool2d(7, Stride = 1, CeilMode = true), Conv2d(1000, 1), Softmax]
    Layer Probabilities { get; }
}

/// <summary>
/// The dense layer of 1,000 classes of a network imported from Torch. The import keeps the change to Torch's order of
/// values and the flattening as copies; the scores have no softmax.
/// </summary>
internal sealed class TorchClassifierAttribute : ModuleAttribute
{
    [Permute(1, 2, 0, Copy = true), Flatten(Copy = true), Linear(1000)]
    Layer Scores { get; }
}
