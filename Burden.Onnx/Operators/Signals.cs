using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Transforms of signals, and what they are windowed and filtered with.</summary>
internal static class Signals
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "DFT", Fourier),
        ("", "STFT", ShortTime),
        ("", "BlackmanWindow", Window),
        ("", "HammingWindow", Window),
        ("", "HannWindow", Window),
        ("", "MelWeightMatrix", Mel),
    ];

    /// <summary>A fast transform of n values: 5 n log2 n operations, the figure by which transforms are compared.</summary>
    private static long Transform(long n) => n < 2 ? 0 : checked((long)Math.Round(5 * n * Math.Log2(n)));

    private static void Fourier(OperatorCall call)
    {
        var input = call[0];
        var axis = call.Axis(call.Opset >= 20 ? call.Has(2) ? call.Known(2, "the axis")[0] : -2 : call.Integer("axis", 1), input.Rank);
        var length = call.Has(1) ? call.Known(1, "the length")[0] : input[axis];
        var isHalf = call.Integer("onesided", 0) == 1;
        var isInverse = call.Integer("inverse", 0) == 1;
        // The inverse of one half is real; older versions of it are not known to runtimes.
        var sizes = input.Sizes.With(axis, isHalf && !isInverse ? (length / 2) + 1 : length);
        sizes[^1] = isHalf && isInverse ? 1 : 2;
        var transforms = input[axis] == 0 ? 0 : input.Elements / input[axis] / input[input.Rank - 1];
        call.Yield("DFT", new LayerCosts(Shape.Of()) { Flops = checked(transforms * Transform(length)) }, sizes, input.Type);
    }

    private static void ShortTime(OperatorCall call)
    {
        var signal = call[0];
        var step = call.Known(1, "the step between frames")[0];
        var length = call.Has(3) ? call.Known(3, "the length of a frame")[0] : call[2][0];
        if (signal.Rank < 2 || step < 1 || length > signal[1])
        {
            throw call.Fault($"frames of {Text.Of(length)} every {Text.Of(step)} don't fit the signal {signal.Text}");
        }

        var frames = ((signal[1] - length) / step) + 1;
        var bins = call.Integer("onesided", 1) == 1 ? (length / 2) + 1 : length;
        var windowed = call.Has(2) ? length : 0;
        call.Yield("STFT", new LayerCosts(Shape.Of()) { Flops = checked(signal[0] * frames * (Transform(length) + windowed)) }, [signal[0], frames, bins, 2], signal.Type);
    }

    private static void Window(OperatorCall call)
        => call.Yield([call.Known(0, "the length")[0]], (ElementType)call.Integer("output_datatype", (long)ElementType.Float));

    private static void Mel(OperatorCall call)
        => call.Yield([(call.Known(1, "the transform's length")[0] / 2) + 1, call.Known(0, "how many bins there are")[0]], (ElementType)call.Integer("output_datatype", (long)ElementType.Float));
}
