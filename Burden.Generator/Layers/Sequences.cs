namespace Burden.Generator.Layers;

/// <summary>What an input must be to be a sequence of vectors.</summary>
internal static class Sequences
{
    public static Shape Input(LayerCall call) => call.InputOfRank(2, "length x features");

    /// <summary>A sequence that an argument names; it has as many items as the input.</summary>
    public static Shape Named(LayerCall call, string argument)
    {
        var sequence = call.Layer(argument);
        return sequence.Rank == 2 && sequence.Count == call.Input.Count
            ? sequence
            : throw call.Fault(FaultId.ShapeMismatch, $"{argument} is {sequence}; expected length x features, for each item of the input {call.Input}", argument);
    }
}
