namespace Burden.Generator.Layers;

/// <summary>Layers combined value by value, with broadcasting.</summary>
/// <param name="flopsOf">FLOPs of an output, of so many layers.</param>
/// <param name="most">How many layers it combines at most.</param>
internal sealed class ElementwiseMerge(string name, Func<long, long> flopsOf, int most = int.MaxValue) : MergeKind(name, Layers)
{
    public static readonly LayerKind[] Kinds =
    [
        // Outputs are counted once, however many layers are summed, as in the published tables.
        new ElementwiseMerge("Add", static _ => 1),
        // A comparison for each of them.
        new ElementwiseMerge("Max", static layers => layers),
        // A multiply for each factor after the first.
        new ElementwiseMerge("Multiply", static layers => layers - 1),
        new ElementwiseMerge("Subtract", static _ => 1, most: 2),
    ];

    public override LayerCosts Apply(LayerCall call)
    {
        if (call.Inputs.Count > most)
        {
            throw call.Fault(FaultId.OutOfRange, $"it has {call.Inputs.Count} inputs; expected {most}", LayersParameter);
        }

        var output = Broadcast.Of(call);
        return new LayerCosts(output) { Reach = Reach.Same, Flops = checked(flopsOf(call.Inputs.Count) * output.Elements) };
    }
}
