using Burden.Generator.Layers;

namespace Burden.Tool.Exporting.Forms;

/// <summary>Functions of each value alone, softmax, and what does nothing once a network is trained.</summary>
internal static class ActivationForms
{
    public static IEnumerable<(string Kind, LayerForm Form)> All =>
    [
        ("ELU", static b => Plain(b, "Elu")),
        ("GELU", Gelu),
        ("Hardsigmoid", static b => Plain(b, "HardSigmoid", ("alpha", 1.0 / 6), ("beta", 0.5))),
        ("Hardswish", static b => Plain(b, "HardSwish")),
        ("LeakyReLU", static b => Plain(b, "LeakyRelu", ("alpha", 0.01))),
        ("Mish", Mish),
        ("ReLU", static b => Plain(b, "Relu")),
        ("ReLU6", static b => { Place(b); return b.Op("Clip", [b.Input(), b.Number(0), b.Number(6)]); }),
        ("SiLU", static b => { b.IsComposed = true; return Silu(b, b.Input()); }),
        ("Sigmoid", static b => Plain(b, "Sigmoid")),
        ("Softplus", static b => Plain(b, "Softplus")),
        ("Tanh", static b => Plain(b, "Tanh")),
        ("PReLU", Parametric),
        ("Softmax", static b => Along(b, "Softmax")),
        ("LogSoftmax", static b => Along(b, "LogSoftmax")),
        ("Dropout", static b => { b.IsComposed = b.Call.Flag("Kept"); return b.Op("Identity", [b.Input()]); }),
        ("StochasticDepth", static b => b.Op("Identity", [b.Input()])),
        ("Identity", static b => b.Op("Identity", [b.Input()])),
    ];

    /// <summary>x times its sigmoid.</summary>
    public static string Silu(LayerBody body, string x) => body.Op("Mul", [x, body.Op("Sigmoid", [x])]);

    private static string Plain(LayerBody body, string op, params (string, object)[] attributes)
    {
        Place(body);
        return body.Op(op, [body.Input()], attributes);
    }

    /// <summary>An operator that works in place by convention, or by convention doesn't, says so where the layer differs.</summary>
    private static void Place(LayerBody body)
        => body.IsComposed = body.Call.Flag("InPlace") != (LayerKinds.Find(body.Kind)!.Signature.Find("InPlace") is { Default: Burden.Generator.Model.BooleanConstant { Value: true } });

    private static string Gelu(LayerBody body)
    {
        Place(body);
        if (body.Opset >= 20)
        {
            return body.Op("Gelu", [body.Input()]);
        }

        body.IsComposed = true;
        var x = body.Input();
        var erf = body.Op("Erf", [body.Op("Div", [x, body.Number(Math.Sqrt(2))])]);
        return body.Op("Mul", [body.Op("Mul", [x, body.Op("Add", [erf, body.Number(1)])]), body.Number(0.5)]);
    }

    private static string Mish(LayerBody body)
    {
        Place(body);
        if (body.Opset >= 18)
        {
            return body.Op("Mish", [body.Input()]);
        }

        body.IsComposed = true;
        return body.Op("Mul", [body.Input(), body.Op("Tanh", [body.Op("Softplus", [body.Input()])])]);
    }

    private static string Parametric(LayerBody body)
    {
        Place(body);
        return body.Op("PRelu", [body.Input(), body.Reshape(body.Weight(), [-1, .. Enumerable.Repeat(1L, body.InputShape.Rank - 1)])]);
    }

    private static string Along(LayerBody body, string op) => body.Op(op, [body.Input()], ("axis", body.Call.Axis("Axis", body.InputShape.Rank) + 1));
}
