using Burden.Generator.Costs.Analyses;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.TorchSharp;

/// <content>Losses, which some modules work out in their forward.</content>
internal static partial class TensorFunctions
{
    /// <summary>How TorchSharp reduces a loss: <c>Reduction.None</c>.</summary>
    private const long Unreduced = 0;

    /// <summary><c>Reduction.Mean</c>, which is the default.</summary>
    private const long MeanReduced = 1;

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
                return c.Op.Emit(name, IsReduced(c) ? [] : sizes, [input, target], checked(flops * elements), checked(exponentials * elements), keeping: name == "kl_div" ? OfDivergence(c, target, elements) : null);
            };
        }

        table["cross_entropy"] = static c => OfClasses(c, SoftmaxKind.Exponentials);
        table["nll_loss"] = static c => OfClasses(c, 0);
    }

    /// <summary>
    /// What the divergence of two distributions keeps: where the target is given as its logarithm, its exponential, and for
    /// its gradient the difference that this is multiplied by; else the target, and for its gradient the input.
    /// </summary>
    private static Keeping OfDivergence(FunctionCall c, TensorValue target, long elements)
    {
        var learned = c.Op.Tracer.Autograd?.NeedsGradient(target) == true;
        return new Keeping(c.Arguments.Flag(true, "log_target")
            ? SavedTensorRules.Nothing with { Values = _ => checked(target.Elements + (learned ? elements : 0)) }
            : SavedTensorRules.Input with { Chooses = static (i, needs) => i == 1 || needs[1] });
    }

    private static bool IsReduced(FunctionCall c) => c.Arguments.IntegerOr(MeanReduced, "reduction") != Unreduced;

    /// <summary>A loss of classes' scores, batch x classes x ..., and the class of each item, or a probability of each class.</summary>
    private static TensorValue OfClasses(FunctionCall c, long exponentials)
    {
        var (input, target) = (c.Arguments.Tensor("input"), c.Arguments.Tensor("target"));
        long[] items = input.Rank < 2 ? [] : [input.Sizes[0], .. input.Sizes.Skip(2)];
        if (!target.Sizes.SequenceEqual(items) && !target.Sizes.SequenceEqual(input.Sizes))
        {
            throw c.Op.Mismatch($"the scores are {input.Text} and the targets {target.Text}; expected {TensorValue.Describe(items)}");
        }

        return c.Op.Emit(c.Op.Name, IsReduced(c) ? [] : items, [input, target], target.Elements, checked(exponentials * input.Elements), keeping: c.Op.Name == "cross_entropy" ? OfEntropy(c, input, target) : target.Type == ElementType.Integer ? null : new Keeping { IsUnknown = true });
    }

    /// <summary>
    /// What a cross entropy keeps beside the scores' log softmax: of classes the targets and the sum of their weights, and
    /// where they are smoothed, which of them are ignored and how many; of probabilities those, or what smoothing makes of them.
    /// </summary>
    private static Keeping OfEntropy(FunctionCall c, TensorValue input, TensorValue target)
    {
        var isSmoothed = c.Arguments.RealOr(0, "label_smoothing") > 0;
        if (target.Type == ElementType.Integer)
        {
            // Scores of other ranks than the kernels' are viewed as images, with targets in order.
            var copies = input.Rank is 3 or > 4 && !target.IsContiguous;
            return new Keeping(SavedTensorRules.Nothing with
            {
                Choices = !copies,
                Values = _ => checked(input.Elements + 1),
                FurtherBytes = checked((copies ? sizeof(long) * target.Elements : 0)
                    + (isSmoothed ? target.Elements + (c.Arguments.IntegerOr(MeanReduced, "reduction") == MeanReduced ? sizeof(long) : 0) : 0)),
            });
        }

        return new Keeping(isSmoothed
            ? SavedTensorRules.Nothing with { Values = _ => checked(input.Elements + target.Elements) }
            : SavedTensorRules.Input with { Chooses = static (i, needs) => i == 1 && needs[0], Values = _ => input.Elements })
        {
            IsUnknown = c.Arguments.Has("weight"),
        };
    }
}
