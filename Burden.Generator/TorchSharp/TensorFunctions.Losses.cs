using Burden.Generator.Costs.Analyses;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.TorchSharp;

/// <content>Losses, which some modules work out in their forward.</content>
internal static partial class TensorFunctions
{
    /// <summary>How TorchSharp reduces a loss: <c>Reduction.None</c>.</summary>
    private const long Unreduced = 0;

    private static void AddLosses(Dictionary<string, Func<FunctionCall, Value>> table)
    {
        // FLOPs of a value: the difference from its target, what is made of it, and its part in the sum.
        foreach (var (name, flops, exponentials) in new (string, long, long)[]
        {
            ("mse_loss", 3, 0), ("l1_loss", 3, 0), ("smooth_l1_loss", 5, 0), ("huber_loss", 5, 0), ("binary_cross_entropy", 6, 2), ("binary_cross_entropy_with_logits", 6, 5), ("kl_div", 3, 1),
        })
        {
            table[name] = c =>
            {
                var (input, target) = (c.Arguments.Tensor("input"), c.Arguments.Tensor("target"));
                var sizes = c.Op.At_(() => Shapes.Broadcast(c.Op.Name, input.Sizes, target.Sizes));
                var elements = sizes.Product();
                return c.Op.Emit(name, IsReduced(c) ? [] : sizes, [input, target], checked(flops * elements), checked(exponentials * elements), keeping: name == "kl_div" ? KeptOfDivergence(c, elements) : null);
            };
        }

        table["cross_entropy"] = static c => OfClasses(c, SoftmaxKind.Exponentials);
        table["nll_loss"] = static c => OfClasses(c, 0);
    }

    /// <summary>What a divergence keeps: of logarithms the target, taken to its exponential, and the difference; else the target, and the input for its gradient.</summary>
    private static Keeping KeptOfDivergence(FunctionCall c, long elements) => new(c.Arguments.Flag(true, "log_target")
        ? SavedTensorRules.Input with { Chooses = static (_, _) => false, ValuesWhere = needs => needs[1] ? 2 * elements : elements }
        : SavedTensorRules.Input with { Chooses = static (i, needs) => i == 1 || needs[1] });

    private static bool IsReduced(FunctionCall c) => c.Arguments.IntegerOr(1, "reduction") != Unreduced;

    /// <summary>A loss of classes' scores, batch x classes x ..., and the class of each item, or a probability of each class.</summary>
    private static TensorValue OfClasses(FunctionCall c, long exponentials)
    {
        var (input, target) = (c.Arguments.Tensor("input"), c.Arguments.Tensor("target"));
        long[] items = input.Rank < 2 ? [] : [input.Sizes[0], .. input.Sizes.Skip(2)];
        if (!target.Sizes.SequenceEqual(items) && !target.Sizes.SequenceEqual(input.Sizes))
        {
            throw c.Op.Mismatch($"the scores are {input.Text} and the targets {target.Text}; expected {TensorValue.Describe(items)}");
        }

        return c.Op.Emit(c.Op.Name, IsReduced(c) ? [] : items, [input, target], target.Elements, checked(exponentials * input.Elements), keeping: target.Type == ElementType.Integer ? null : new Keeping { IsUnknown = true });
    }
}
