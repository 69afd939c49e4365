using Burden.Generator.Layers;

namespace Burden.Tool.Exporting.Forms;

/// <summary>Layers combined value by value, and joined.</summary>
internal static class MergeForms
{
    public static IEnumerable<(string Kind, LayerForm Form)> All =>
    [
        ("Add", static b => Merge(b, b.Call.Inputs.Count == 2 ? "Add" : "Sum")),
        ("Max", static b => Merge(b, "Max")),
        ("Multiply", Multiply),
        ("Subtract", static b => Merge(b, b.Call.Inputs.Count == 2 ? "Sub" : "Sum")),
        ("Concat", Concat),
        ("Scale", Scale),
        ("ScaleAdd", ScaleAdd),
        ("WeightedSum", WeightedSum),
    ];

    private static List<string> Inputs(LayerBody body)
        => [.. Enumerable.Range(0, body.Call.Inputs.Count).Select(i => body.Aligned(i, body.OutputShape.Rank, body.OutputShape.Count))];

    private static string Merge(LayerBody body, string op) => body.Op(op, Inputs(body));

    private static string Multiply(LayerBody body)
    {
        // A product of many is one layer, and several operators.
        body.IsComposed = body.Call.Inputs.Count != 2;
        var inputs = Inputs(body);
        return inputs.Count == 1 ? body.Op("Identity", inputs) : inputs.Skip(1).Aggregate(inputs[0], (product, x) => body.Op("Mul", [product, x]));
    }

    private static string Concat(LayerBody body)
        => body.Op("Concat", Enumerable.Range(0, body.Call.Inputs.Count).Select(i => body.Input(i)), ("axis", body.Call.Axis("Axis", body.InputShape.Rank) + 1));

    private static string Scale(LayerBody body)
    {
        var axis = body.Call.Axis("Axis", body.InputShape.Rank);
        var bias = body.Call.Flag("Bias");
        body.IsComposed = bias;
        var scaled = body.Op("Mul", [body.Input(), body.Call.Inputs.Count == 1 ? body.Reshape(body.Weight(), body.PerChannel(axis)) : Gate(body, 1, axis)]);
        return bias ? body.Op("Add", [scaled, body.Reshape(body.Weight(Weight.Bias), body.PerChannel(axis))]) : scaled;
    }

    /// <summary>A value for each channel, or a map that fits as it is.</summary>
    private static string Gate(LayerBody body, int read, int axis)
    {
        var (gate, rank) = (body.ShapeOf(read), body.OutputShape.Rank);
        return gate.Rank == 1 && rank > 1
            ? body.Reshape(body.Input(read), [body.Sizes(gate)[0], .. Enumerable.Range(0, rank).Select(a => a == axis ? gate[0] : 1)])
            : body.Input(read);
    }

    private static string ScaleAdd(LayerBody body)
    {
        body.IsComposed = true;
        return body.Op("Add", [body.Op("Mul", [Gate(body, 0, 0), body.Input(1)]), body.Input(2)]);
    }

    private static string WeightedSum(LayerBody body)
    {
        body.IsComposed = true;
        var weights = body.Has(Weight.Kernel) ? body.Weight() : body.Filled(1.0 / body.Call.Inputs.Count, body.Call.Inputs.Count);
        return body.Op("Sum", Inputs(body).Select((x, i) => body.Op("Mul", [x, body.Slice(weights, 0, i, 1)])));
    }
}
