namespace Burden.Generator.Layers;

/// <summary>The probability of layers that drop values while training: it is checked, and costs nothing.</summary>
internal static class ProbabilityArgument
{
    public static void Check(LayerCall call)
    {
        if (call.IsGiven("p") && call.Real("p") is not (>= 0 and <= 1))
        {
            throw call.Fault(FaultId.OutOfRange, "p is not a probability; expected 0 to 1", "p");
        }
    }
}
