namespace Burden.Sample.Zoo;

/// <summary>
/// A region proposal network: at each place of the map, whether each of nine anchor boxes holds an object and how to shift
/// it; then the best boxes, without those that overlap a better one.
/// </summary>
/// <remarks>
/// S. Ren, K. He, R. Girshick, J. Sun: Faster R-CNN: Towards Real-Time Object Detection with Region Proposal Networks,
/// NIPS 2015. How many boxes are left depends on the image. The reshapes around the softmax are copies.
/// </remarks>
/// <param name="imageInfo">Height, width and scale of the image.</param>
/// <param name="boxes">The boxes that are left.</param>
internal sealed class RegionProposalsAttribute(string imageInfo, int boxes) : ModuleAttribute
{
    private const int Anchors = 9;

    [ConvReLU(512, 3, Padding = 1)]
    Layer Features { get; }

    [Conv2d(2 * Anchors, 1), Reshape(2, -1, "Input.Width", Copy = true), Softmax, Reshape(2 * Anchors, -1, "Input.Width", Copy = true)]
    Layer Objectness { get; }

    [Conv2d(4 * Anchors, 1, From = nameof(Features))]
    Layer Shifts { get; }

    [Proposal(nameof(Objectness), nameof(Shifts), nameof(imageInfo), Count = nameof(boxes))]
    Layer Proposals { get; }
}
