namespace Burden.Generator.Layers;

/// <summary>The probability of layers that drop values while training.</summary>
internal static class ProbabilityArgument
{
    /// <summary>Checks it.</summary>
    /// <returns>Whether anything is dropped: where no probability is given, something is.</returns>
    public static bool Drops(LayerCall call) => !call.IsGiven("p") || call.Real("p") switch
    {
        >= 0 and <= 1 and var p => p > 0,
        _ => throw call.Fault(FaultId.OutOfRange, "p is not a probability; expected 0 to 1", "p"),
    };
}
