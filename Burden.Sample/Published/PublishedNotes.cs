namespace Burden.Sample.Published;

/// <summary>What a reader of the published figures must know.</summary>
internal static class PublishedNotes
{
    public const string Errors = "Errors are in percent, of the first guess and of the best five, on the validation images of ILSVRC 2012, as published.";

    public const string Sources =
        "src tells where the errors come from: MCN the MatConvNet website, PT torchvision, SE the authors of Squeeze-and-Excitation, "
        + "L1 an evaluation by the published tables' author, AU the paper's authors.";

    public const string Exact =
        "Parameters and MACs are those of torchvision's models, and of the authors' where it has none. MACs are multiply-adds of convolutions, linear layers and matrix products, attention's included, without biases. "
        + "Peak memory is the most that is alive at once when each feature is freed after its last reader.";

    public const string NotEstimated = "Proposals, prior boxes, RoI pooling and the choice of detections are not estimated: their FLOPs are 0.";

    /// <summary>How all figures are counted.</summary>
    public static IReadOnlyList<string> Counting { get; } =
    [
        "All figures are for one input, and constants of the compiled program: no network is run.",
        "A value has 4 bytes, unless a note says otherwise. Memory is in powers of 1024, FLOPs are in powers of 1000, and exact halves round to the even number.",
        "Parameter memory is that of everything stored: trainable parameters, and the means and variances of batch norm.",
        "Feature memory is the sum over all features of one forward pass, with no reuse. The input is not counted, and a ReLU works in place unless something else reads its input.",
        "A fused multiply-add is one FLOP. Batch normalisation is merged into its neighbour at inference and costs none; exponentials are not counted.",
        "The figures are estimates: hardware, libraries and pipelining decide how long a network takes.",
    ];

    private static readonly PublishedNote[] OnNetworks =
    [
        new("both auxiliary classifiers are counted.", "googlenet"),
        new("the auxiliary classifier is not counted.", "inception-v3"),
        new("conv8 and conv9 keep the stride 1 in the measured file, where the paper has 2.", "ssd-pascal-vggvd-512"),
        new("measured on an image of zeros, on which 79 of the proposed boxes were left; their number is a constant of the declaration.", "faster-rcnn-vggvd-pascal"),
        new("the measured file keeps its dropouts, each with an output and a mask.", "deeplab-vggvd-v2"),
        new("the three scales have weights of their own in the measured file, where the paper shares them.", "deeplab-res101-v2"),
        new("in the measured file the last convolution reads the map before the last ReLU, which therefore has memory of its own.", "multipose-mpi", "multipose-coco"),
        new("the scores are products with the embedding's vectors, which are counted once; attention is computed for all pairs of places and masked after.", "gpt2"),
        new("all values have 8 bits.", "ds-cnn", "mobilenet-0.25-int8"),
        new("batch norm is merged into the convolutions, so that 2,736 of the published 470,072 parameters, its scales, are gone.", "mobilenet-0.25-int8"),
        new(
            "the parameters are those that are trained; the encoder's positions are fixed, and counted as buffers. The scores are products with the embedding's vectors. "
            + "Attention of the decoder is computed for all pairs of places and masked after.",
            "whisper-tiny",
            "whisper-base"),
        new(
            "the parameters are the published ones to the last digit. Of the MACs, 63 G are products of attention, which tools that only look at modules leave out: what they print, 339 G, is the rest.",
            "sd-1.5-unet"),
        new("the published 49,490,179 parameters of the decoder, and 20 of the convolution before it.", "sd-1.5-vae-decoder"),
        new(
            "the parameters are those that its authors print, 16 fixed weights included. Merging batch norm leaves one shift for each of its 5,296 channels: 3,151,904. "
            + "Counted as two, its MACs are the published 8.7 GFLOPs.",
            "yolov8n"),
        new(
            "the published 5 M are rounded; the model stores 6,065,532 parameters, of which 321,640 belong to a classifier that never runs. With SAM's decoder and prompts it has the published 10.1 M.",
            "mobile-sam-encoder"),
    ];

    /// <summary>The notes on one network.</summary>
    public static IEnumerable<string> Of(string network) => OnNetworks.Where(n => n.Networks.Contains(network)).Select(static n => n.Text);

    /// <summary>The notes on some networks, each with the names of those that it is about.</summary>
    public static IEnumerable<string> Of(IReadOnlyCollection<string> networks) =>
        from note in OnNetworks
        let names = networks.Intersect(note.Networks).ToList()
        where names.Count > 0
        select $"{string.Join(", ", names)}: {note.Text}";

    /// <summary>What must be known of some networks' figures.</summary>
    private sealed record PublishedNote(string Text, params string[] Networks);
}
