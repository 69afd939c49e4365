namespace Burden.Generator.Layers;

/// <summary>What functions of each value alone cost: docs/counting.md has the table.</summary>
internal static class ElementwiseCosts
{
    /// <summary>FLOPs of a value.</summary>
    /// <param name="Flops">Without exponentials.</param>
    /// <param name="Exponentials">Counted with exponentials only.</param>
    public readonly record struct Cost(long Flops, long Exponentials = 0);

    /// <summary>Activations, under the names of their modules. A function has the same name in lower case.</summary>
    public static readonly IReadOnlyDictionary<string, Cost> Modules = new Dictionary<string, Cost>(StringComparer.Ordinal)
    {
        ["ReLU"] = new(2),
        ["ReLU6"] = new(4),
        ["LeakyReLU"] = new(2),
        ["RReLU"] = new(2),
        ["ELU"] = new(2, 2),
        ["CELU"] = new(2, 2),
        ["SELU"] = new(3, 2),
        ["GELU"] = new(1, 4),
        ["SiLU"] = new(1, 3),
        ["Mish"] = new(1, 8),
        ["Sigmoid"] = new(0, 3),
        ["Tanh"] = new(0, 5),
        ["LogSigmoid"] = new(0, 4),
        ["Softplus"] = new(0, 3),
        ["Softsign"] = new(3),
        ["Softshrink"] = new(3),
        ["Hardshrink"] = new(2),
        ["Tanhshrink"] = new(1, 5),
        ["Threshold"] = new(2),
        ["Hardtanh"] = new(4),
        ["Hardsigmoid"] = new(6),
        ["Hardswish"] = new(7),
    };

    /// <summary>Functions of torch and of tensors.</summary>
    public static readonly IReadOnlyDictionary<string, Cost> Functions = Table();

    private static Dictionary<string, Cost> Table()
    {
        var table = new Dictionary<string, Cost>(StringComparer.Ordinal);
        foreach (var module in Modules)
        {
            // PyTorch writes this one apart.
            table[module.Key == "LeakyReLU" ? "leaky_relu" : module.Key.ToLowerInvariant()] = module.Value;
        }

        table["log_sigmoid"] = Modules["LogSigmoid"];
        foreach (var name in new[] { "abs", "absolute", "neg", "negative", "sign", "sgn", "floor", "ceil", "round", "trunc", "fix", "frac", "square", "reciprocal", "sqrt", "rsqrt", "logical_not", "bitwise_not", "isnan", "isinf", "isfinite", "deg2rad", "rad2deg", "nan_to_num", "isposinf", "isneginf", "isreal", "signbit" })
        {
            table[name] = new Cost(1);
        }

        foreach (var name in new[] { "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "asin", "acos", "atan", "arcsin", "arccos", "arctan", "sinh", "cosh", "asinh", "acosh", "atanh", "arcsinh", "arccosh", "arctanh", "angle", "i0", "erf", "erfc", "erfinv", "sinc", "digamma", "lgamma" })
        {
            table[name] = new Cost(0, 1);
        }

        // One sigmoid, and its inverse: a quotient and a logarithm.
        table["expit"] = Modules["Sigmoid"];
        table["logit"] = new Cost(2, 1);
        return table;
    }
}
