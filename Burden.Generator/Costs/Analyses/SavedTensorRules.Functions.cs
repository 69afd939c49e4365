using Burden.Generator.Helpers;

namespace Burden.Generator.Costs.Analyses;

/// <content>Functions, under the names that code calls them by.</content>
internal static partial class SavedTensorRules
{
    /// <summary>What functions keep, by the formulas of derivatives.yaml; what isn't here isn't known, and is never guessed.</summary>
    /// <param name="kinds">What layer kinds keep.</param>
    private static IEnumerable<(string Name, SavedTensors Rule)> Functions(Dictionary<string, SavedTensors> kinds)
    {
        var both = new SavedTensors(Inputs: true, Output: true);
        var choices = Nothing with { Choices = true };
        List<(string, SavedTensors)> rules =
        [
            // Sums, signs and steps, and what moves or fills values.
            .. Of(Nothing, "add", "sub", "subtract", "neg", "negative", "Plus", "sign", "floor", "ceil", "round", "trunc", "fix", "frac", "deg2rad", "rad2deg",
                "sum", "mean", "cumsum", "trace", "diff", "cfloat", "cdouble", "clone", "contiguous", "repeat", "repeat_interleave", "flip", "fliplr", "flipud", "rot90", "roll",
                "tril", "triu", "diag", "diag_embed", "diagflat", "block_diag", "Stack", "copy", "select_scatter", "slice_scatter", "diagonal_scatter", "Unfold", "Fold", "Unflatten",
                "affine_grid", "uniform", "fill", "zero", "bernoulli", "exponential", "random", "log_normal", "cauchy", "geometric"),
            .. Of(Product, "mul", "multiply", "outer", "kron"),
            // The divisor, and where it needs a gradient, the dividend.
            .. Of(Input with { Chooses = static (i, needs) => needs.Count > 1 && (i == 1 || needs[1]) }, "div", "divide", "true_divide"),
            .. Of(Input with { Chooses = static (_, needs) => needs.Count > 1 && needs[1] }, "remainder", "fmod"),
            .. Of(Input with { Chooses = static (i, needs) => (i == 1 && needs[2]) || (i == 2 && needs[1]) }, "addcmul"),
            .. Of(Input with { Chooses = static (i, needs) => i == 2 || (i == 1 && needs[2]) }, "addcdiv"),
            .. Of(Input with { Chooses = static (i, needs) => needs.Count == 3 && (i == 2 || needs[2]) }, "lerp"),
            .. Of(Input, "pow", "square", "abs", "absolute", "log", "log2", "log10", "log1p", "sin", "cos", "asin", "acos", "atan", "arcsin", "arccos", "arctan", "sinh", "cosh",
                "asinh", "acosh", "atanh", "arcsinh", "arccosh", "arctanh", "angle", "i0", "erf", "erfc", "sinc", "digamma", "lgamma", "nan_to_num", "logit", "clamp",
                "maximum", "minimum", "fmax", "fmin", "atan2", "arctan2", "logaddexp", "logaddexp2", "xlogy", "complex", "GLU", "Bilinear", "grid_sample", "var", "nansum",
                "mse_loss", "smooth_l1_loss", "huber_loss", "binary_cross_entropy", "binary_cross_entropy_with_logits"),
            .. Of(Result, "exp", "exp2", "expm1", "tan", "erfinv", "reciprocal", "sqrt", "rsqrt", "expit", "Softmin", "Softmax2d", "polar"),
            .. Of(both with { Chooses = static (i, needs) => needs[i] }, "hypot"),
            .. Of(both, "sgn", "prod", "amax", "amin", "std", "norm", "logsumexp", "cumprod", "logcumsumexp", "cdist"),
            .. Of(both with { MostInputs = 1 }, "copysign"),
            // The masks and indices that choose.
            .. Of(Nothing with { Masks = true }, "where", "masked_fill", "masked_scatter"),
            .. Of(choices, "index", "index_select", "index_fill", "index_put", "scatter", "scatter_add"),
            .. Of(Input with { Choices = true, MostInputs = 1 }, "gather", "take", "take_along_dim"),
            .. Of(Input with { Choices = true, FirstInput = 2 }, "index_add", "index_copy"),
            .. Of(Nothing with { IsConstant = true }, "zeros", "ones", "empty", "rand", "randn", "full", "randint"),
            // The sum of the targets' weights.
            .. Of(Input with { Choices = true, MostInputs = 1, Values = static _ => 1 }, "nll_loss"),
            .. Of(Nothing with { Indices = true }, "sort", "msort", "topk"),
            // A difference, and its absolute value.
            .. Of(Nothing with { Values = static use => Broadcast(use) }, "l1_loss"),
            // Of each vector its norm, the same bounded, and the vector divided by it.
            .. Of(Input with { Values = static use => (2 * Broadcast(use)) + (4 * use.Outputs) }, "CosineSimilarity"),
            .. Of(Result with { Values = static use => Broadcast(use) }, "PairwiseDistance"),
            .. Of(Input with { WorksFromOutput = true }, "CELU", "SELU"),
            .. Of(Input with { CpuValues = static use => use.Outputs }, "LogSigmoid"),
            .. Of(Input, "Softshrink", "Hardshrink", "Threshold", "Hardtanh"),
            // One more than the absolute value.
            .. Of(Input with { Values = static use => use.Outputs }, "Softsign"),
            .. Of(Nothing with { Values = static use => use.Outputs }, "Tanhshrink"),
            // The slope of each value.
            .. Of(Input with { WorksFromOutput = true, Values = static use => use.Outputs }, "RReLU"),
        ];
        var known = rules.ToDictionary(static r => r.Item1, static r => r.Item2, StringComparer.Ordinal);
        // Activations have a function each.
        foreach (var name in Layers.ElementwiseCosts.Modules.Keys)
        {
            rules.Add((name == "LeakyReLU" ? "leaky_relu" : name.ToLowerInvariant(), kinds.TryGetValue(name, out var rule) ? rule : known[name]));
        }

        rules.Add(("log_sigmoid", known["LogSigmoid"]));
        return rules;

        static IEnumerable<(string, SavedTensors)> Of(SavedTensors rule, params string[] names) => names.Select(name => (name, rule));
    }

    /// <summary>An activation that is made of others: its input, and the factor that it is multiplied by.</summary>
    public static SavedTensors Composed => Input with { Values = static use => use.Outputs };

    /// <summary>The values of two tensors broadcast against each other.</summary>
    private static long Broadcast(SavingUse use)
    {
        IReadOnlyList<long>[] sizes = [.. use.Reads.Select(static r => r.Count > 1 ? (IReadOnlyList<long>)[r.Count, .. r.Dimensions] : [.. r.Dimensions])];
        return Layers.Broadcast.Sizes(sizes) is { } both ? both.Product() : sizes.Select(static s => s.Product()).Max();
    }
}
