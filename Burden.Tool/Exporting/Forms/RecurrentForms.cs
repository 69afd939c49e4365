using Burden.Generator.Layers;

namespace Burden.Tool.Exporting.Forms;

/// <summary>Recurrent layers and cells. Gates stand in ONNX's order in the stored tensors.</summary>
internal static class RecurrentForms
{
    private static readonly string[] Kinds = ["GRU", "LSTM", "RNN"];

    public static IEnumerable<(string Kind, LayerForm Form)> All =>
    [
        .. Kinds.Select(static kind => (kind, (LayerForm)Run)),
        .. Kinds.Select(static kind => ($"{kind}Cell", (LayerForm)(b => Step(b, kind)))),
    ];

    private static string Run(LayerBody body)
    {
        var (input, hidden) = (body.InputShape, body.Call.Integer("hidden"));
        var directions = body.Call.Flag("Bidirectional") ? 2 : 1;
        var items = body.Sizes(input)[0];
        var x = body.Input();
        string[] states = [States(body, "State", items, hidden), body.Kind == "LSTM" ? States(body, "CellState", items, hidden) : ""];
        for (var layer = 0L; layer < body.Call.Integer("Layers"); layer++)
        {
            string[] suffixes = [.. new[] { $"_l{layer}", $"_l{layer}_reverse" }.Take(directions)];
            var steps = Apply(body, body.Kind, body.Transpose(x, 1, 0, 2), suffixes, hidden, [.. states.Select(s => s.Length == 0 ? "" : body.Slice(s, 0, layer * directions, directions))]);
            x = body.Reshape(body.Transpose(steps, 2, 0, 1, 3), items, input[0], directions * hidden);
        }

        return x;
    }

    /// <summary>The states of all layers and directions, for each of the items; empty where there are none.</summary>
    private static string States(LayerBody body, string argument, long items, long hidden)
        => body.Named(argument) is { } read ? body.Transpose(body.Reshape(body.Input(read), items, -1, hidden), 1, 0, 2) : "";

    private static string Step(LayerBody body, string kind)
    {
        var (items, hidden) = (body.Sizes(body.InputShape)[0], body.Call.Integer("hidden"));
        var state = body.Named("State") is { } read ? body.Reshape(body.Input(read), 1, items, hidden) : "";
        return body.Reshape(Apply(body, kind, body.Reshape(body.Input(), 1, items, body.InputShape[0]), [""], hidden, [state]), items, hidden);
    }

    private static string Apply(LayerBody body, string op, string x, string[] suffixes, long hidden, string[] states)
    {
        var bias = body.Has($"bias_ih{suffixes[0]}") ? Stacked(s => body.Op("Concat", [body.Weight($"bias_ih{s}"), body.Weight($"bias_hh{s}")], ("axis", 0))) : "";
        List<(string, object)> attributes = [("hidden_size", hidden), ("direction", suffixes.Length == 2 ? "bidirectional" : "forward")];
        if (op == "GRU")
        {
            // As PyTorch has it: the gate is applied to the product.
            attributes.Add(("linear_before_reset", 1));
        }

        return body.Op(op, [x, Stacked(s => body.Weight($"weight_ih{s}")), Stacked(s => body.Weight($"weight_hh{s}")), bias, "", .. states], [.. attributes]);

        string Stacked(Func<string, string> part)
        {
            List<string> parts = [.. suffixes.Select(s => body.Op("Unsqueeze", [part(s), body.Integers(0)]))];
            return parts.Count == 1 ? parts[0] : body.Op("Concat", parts, ("axis", 0));
        }
    }
}
