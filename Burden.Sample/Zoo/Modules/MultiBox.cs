namespace Burden.Sample.Zoo;

// The head of W. Liu et al.: SSD: Single Shot MultiBox Detector, ECCV 2016. The models keep all its permutes, reshapes and
// flattenings as copies.

/// <summary>Predicts values for the boxes of each cell of a map, as one long vector.</summary>
/// <param name="values">The values of one cell.</param>
internal sealed class BoxPredictorAttribute(object values) : ModuleAttribute
{
    /// <summary>The size of the filters, padded so that they keep the map's size.</summary>
    public object KernelSize { get; set; } = 3;

    [Conv2d(nameof(values), nameof(KernelSize), Padding = $"{nameof(KernelSize)} / 2"), Permute(1, 2, 0, Copy = true), Flatten(Copy = true)]
    Layer Output { get; }
}

/// <summary>Predicts values for the boxes of all maps, of which there are six or seven.</summary>
/// <param name="values">The values of one box.</param>
/// <param name="boxes">The boxes of a cell of each map: a tuple of integers.</param>
/// <param name="maps">The maps: a tuple of layers.</param>
internal sealed class BoxPredictionsAttribute(int values, string boxes, string maps) : ModuleAttribute
{
    /// <summary>The size of the filters.</summary>
    public object KernelSize { get; set; } = 3;

    [BoxPredictor($"{nameof(values)} * {nameof(boxes)}[0]", KernelSize = nameof(KernelSize), From = $"{nameof(maps)}[0]")]
    Layer First { get; }

    [BoxPredictor($"{nameof(values)} * {nameof(boxes)}[1]", KernelSize = nameof(KernelSize), From = $"{nameof(maps)}[1]")]
    Layer Second { get; }

    [BoxPredictor($"{nameof(values)} * {nameof(boxes)}[2]", KernelSize = nameof(KernelSize), From = $"{nameof(maps)}[2]")]
    Layer Third { get; }

    [BoxPredictor($"{nameof(values)} * {nameof(boxes)}[3]", KernelSize = nameof(KernelSize), From = $"{nameof(maps)}[3]")]
    Layer Fourth { get; }

    [BoxPredictor($"{nameof(values)} * {nameof(boxes)}[4]", KernelSize = nameof(KernelSize), From = $"{nameof(maps)}[4]")]
    Layer Fifth { get; }

    [BoxPredictor($"{nameof(values)} * {nameof(boxes)}[5]", KernelSize = nameof(KernelSize), From = $"{nameof(maps)}[5]")]
    Layer Sixth { get; }

    [When($"{nameof(maps)}.Count == 7")]
    [BoxPredictor($"{nameof(values)} * {nameof(boxes)}[6]", KernelSize = nameof(KernelSize), From = $"{nameof(maps)}[{nameof(maps)}.Count - 1]")]
    Layer Seventh { get; }

    [When($"{nameof(maps)}.Count == 6")]
    [Concat(nameof(First), nameof(Second), nameof(Third), nameof(Fourth), nameof(Fifth), nameof(Sixth))]
    Layer OfSix { get; }

    [When($"{nameof(maps)}.Count == 7")]
    [Concat(nameof(First), nameof(Second), nameof(Third), nameof(Fourth), nameof(Fifth), nameof(Sixth), nameof(Seventh))]
    Layer OfSeven { get; }
}

/// <summary>The boxes of all maps, of which there are six or seven, that predictions start from: corners and variances.</summary>
/// <param name="boxes">The boxes of a cell of each map: a tuple of integers.</param>
/// <param name="maps">The maps: a tuple of layers.</param>
internal sealed class PriorBoxesAttribute(string boxes, string maps) : ModuleAttribute
{
    [PriorBox($"{nameof(boxes)}[0]", From = $"{nameof(maps)}[0]")]
    Layer First { get; }

    [PriorBox($"{nameof(boxes)}[1]", From = $"{nameof(maps)}[1]")]
    Layer Second { get; }

    [PriorBox($"{nameof(boxes)}[2]", From = $"{nameof(maps)}[2]")]
    Layer Third { get; }

    [PriorBox($"{nameof(boxes)}[3]", From = $"{nameof(maps)}[3]")]
    Layer Fourth { get; }

    [PriorBox($"{nameof(boxes)}[4]", From = $"{nameof(maps)}[4]")]
    Layer Fifth { get; }

    [PriorBox($"{nameof(boxes)}[5]", From = $"{nameof(maps)}[5]")]
    Layer Sixth { get; }

    [When($"{nameof(maps)}.Count == 7")]
    [PriorBox($"{nameof(boxes)}[6]", From = $"{nameof(maps)}[{nameof(maps)}.Count - 1]")]
    Layer Seventh { get; }

    [When($"{nameof(maps)}.Count == 6")]
    [Concat(nameof(First), nameof(Second), nameof(Third), nameof(Fourth), nameof(Fifth), nameof(Sixth), Axis = 1)]
    Layer OfSix { get; }

    [When($"{nameof(maps)}.Count == 7")]
    [Concat(nameof(First), nameof(Second), nameof(Third), nameof(Fourth), nameof(Fifth), nameof(Sixth), nameof(Seventh), Axis = 1)]
    Layer OfSeven { get; }
}

/// <summary>From the predictions for all boxes to detections: the best 200, without those that overlap a better one.</summary>
/// <param name="locations">Four shifts for each box.</param>
/// <param name="scores">A score of each class for each box.</param>
/// <param name="priors">The boxes that the shifts start from.</param>
/// <param name="classes">The number of classes, background included.</param>
internal sealed class MultiBoxDetectionAttribute(string locations, string scores, string priors, int classes) : ModuleAttribute
{
    [Reshape(-1, nameof(classes), Copy = true, From = nameof(scores)), Softmax, Flatten(Copy = true)]
    Layer Probabilities { get; }

    [DetectionOutput(nameof(locations), nameof(Probabilities), nameof(priors), Keep = 200, Columns = 6)]
    Layer Detections { get; }
}
