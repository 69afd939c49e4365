using Burden.Generator.Expressions;
using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;

namespace Burden.Onnx.Importing;

/// <summary>
/// The layer kinds that a node may be written as, the plainest first. None is taken on trust: <see cref="LayerMaker"/> applies
/// each, and keeps the first whose shape and figures are the node's.
/// </summary>
internal static class LayerForms
{
    /// <summary>Chains of kinds, each of which reads the one before it.</summary>
    public static IEnumerable<IReadOnlyList<LayerForm>> Of(NodeView node)
    {
        if (node.Costs.Storage == Storage.View)
        {
            return Views(node);
        }

        return node.Inputs.Count == 0 || !node.IsFirstOutput ? [] : [.. Applied(node), .. Kinds(node).Select(static f => (IReadOnlyList<LayerForm>)[f]), .. Wrapped(node)];
    }

    public static LayerForm Form(string kind, params (string Parameter, Constant Value)[] arguments)
    {
        var found = LayerKinds.Find(kind) ?? throw new ArgumentException(kind);
        return new LayerForm(kind, [.. arguments.Where(a => !IsDefault(found.Signature, a.Parameter, a.Value)).Select(static a => new LayerArgument(a.Parameter, a.Value))])
        {
            Kind = found,
            IsMerge = found.IsMerge,
        };
    }

    /// <summary>Another shape for the same values.</summary>
    public static LayerForm Reshape(Shape from, Shape to) => to.Rank == 1 && from.Rank > 1 ? Form("Flatten") : Form("Reshape", ("shape", Constants.List(to.Dimensions)));

    private static bool IsDefault(Signature signature, string parameter, Constant value) => signature.Find(parameter)?.Default is { } known && known.Equals(value);

    /// <summary>What the operator's rule itself applied.</summary>
    private static IEnumerable<IReadOnlyList<LayerForm>> Applied(NodeView node)
    {
        foreach (var applied in AppliedTo(node))
        {
            // The file's own padding, where the rule has only as much as is used.
            if (node.Call!.Integers("pads") is { Length: > 0 } pads && pads.All(static p => p >= 0) && applied.Arguments.Any(static a => a.Name == "Padding"))
            {
                var axes = pads.Length / 2;
                var stated = Constants.Of(Operators.Sizes.Pairs(Enumerable.Range(0, axes).Select(a => (pads[a], pads[a + axes]))));
                yield return [WithPadding(FormOf(applied), stated)];
            }

            yield return [WithStates(FormOf(applied), node)];
        }
    }

    /// <summary>A recurrent layer with the layers that hold its states before the first step.</summary>
    private static LayerForm WithStates(LayerForm form, NodeView node)
    {
        (string Parameter, int Operand)[] states = form.Name switch
        {
            "LSTM" => [("State", 5), ("CellState", 6)],
            "GRU" or "RNN" => [("State", 5)],
            _ => [],
        };
        return form with
        {
            NamedLayers = [.. states.Where(s => node.ValueAt(s.Operand) is not null).Select(s => (s.Parameter, node.Reads.ToList().IndexOf(node.ValueAt(s.Operand)!.Value)))],
        };
    }

    private static LayerForm WithPadding(LayerForm form, Constant padding)
    {
        var stated = form with { Arguments = [.. form.Arguments.Where(static a => a.Parameter != "Padding")] };
        return IsDefault(form.Signature, "Padding", padding) ? stated : stated.With("Padding", padding);
    }

    /// <summary>The same, on the shape that the rule applied it to.</summary>
    private static IEnumerable<IReadOnlyList<LayerForm>> Wrapped(NodeView node)
    {
        foreach (var applied in AppliedTo(node))
        {
            if (applied.Inputs is [{ Count: 1 } inner] && !inner.Equals(node.Input) && inner.Elements == node.Input.Elements)
            {
                yield return [Reshape(node.Input, inner), WithStates(FormOf(applied), node)];
            }
        }
    }

    /// <summary>The applications of the node's kind whose arguments are numbers: not those that name further layers.</summary>
    private static IEnumerable<AppliedLayer> AppliedTo(NodeView node) => node.Call?.Applied.Where(a => a.Kind == node.Node.Kind && !a.Arguments.Any(static b => b.Value is LayerValue)) ?? [];

    private static LayerForm FormOf(AppliedLayer applied)
    {
        var arguments = applied.Arguments.Select(static a => (a.Name, Value: Constants.Of(a.Value))).ToList();
        // A pool's stride is its kernel's size by default.
        var kernel = arguments.Find(static a => a.Name == "kernelSize").Value;
        return Form(applied.Kind, [.. arguments.Where(a => !(a.Name == "Stride" && a.Value.Equals(kernel) && applied.Kind.Contains("Pool", StringComparison.Ordinal)))]);
    }

    private static IEnumerable<LayerForm> Kinds(NodeView node)
    {
        var (kind, call) = (node.Node.Kind, node.Call);
        if (call is null)
        {
            yield break;
        }

        var stored = node.Stored.Where(static t => t.Sources.Count > 0).ToList();
        switch (kind)
        {
            case "PReLU":
                yield return stored is [{ Elements: > 1 } slope] ? Form(kind, ("parameters", slope.Elements)) : Form(kind);
                break;
            case "LayerNorm":
                var axis = call.Integer("axis", -1);
                yield return Form(kind, ("Axes", axis < 0 ? -axis : node.Sizes.Count - axis), ("Bias", stored.Count > 1));
                break;
            case "GroupNorm":
                yield return Form(kind, ("groups", call.Integer("num_groups", call.Integer("groups", 1))));
                break;
            case "InstanceNorm1d" or "InstanceNorm2d" or "InstanceNorm3d":
                yield return Form(kind, ("Affine", true));
                break;
            case "Softmax" or "LogSoftmax":
                var softmax = call.Integer("axis", call.Opset >= 13 ? -1 : 1);
                yield return node.Axis(softmax) is { } own && own != node.Input.Rank - 1 ? Form(kind, ("Axis", own)) : Form(kind);
                break;
            case "Upsample":
                foreach (var form in Interpolations(node, call))
                {
                    yield return form;
                }

                break;
            case "Pad":
                if (Paddings(node, call) is { } padding)
                {
                    yield return Form(kind, ("padding", padding));
                }

                break;
            case "Concat":
                if (node.Axis(call.Integer("axis", 0)) is { } joined)
                {
                    yield return stored.Count == 0 ? Form(kind, ("Axis", joined))
                        : stored[0] is { Rank: > 1 } token && token[token.Rank - 2] > 1 ? Form("ClassToken", ("count", token[token.Rank - 2]))
                        : Form("ClassToken");
                }

                break;
            case "ScaledDotProductAttention":
                if (Attention(node, call) is { } attention)
                {
                    yield return attention;
                }

                break;
            case "PixelShuffle" or "PixelUnshuffle":
                yield return Form(kind, ("factor", call.Integer("blocksize")));
                break;
            case "Embedding":
                if (stored is [{ Rank: 2 } table, ..])
                {
                    yield return Form(kind, ("count", table[0]), ("features", table[1]));
                }

                break;
            case "ReduceMean" or "ReduceMax" when node.Input.Rank is 3 or 4 && node.Output.Elements == node.Input.Channels && IsOverSpace(node, call):
                yield return Form($"Global{(kind == "ReduceMean" ? "Avg" : "Max")}Pool{node.Input.Rank - 1}d");
                break;
            case "Add" or "Multiply" when stored.Count > 0 || node.Operands.Count != node.Inputs.Count:
                if (kind == "Multiply" && stored is [var factor])
                {
                    yield return Form("Scale", ("Axis", factor.Rank > 1 && factor[factor.Rank - 1] == 1 ? 0 : -1)) with { IsMerge = false };
                }
                else if (kind == "Add" && stored is [{ Rank: > 1, Sources: [{ } vectors] } positions] && node.Input.Rank == 2 && positions.Elements == node.Input.Elements)
                {
                    // The vectors of the positions that are used may be a part of the table.
                    yield return vectors.Sizes.Product() == positions.Elements ? Form("PositionalEmbedding") : Form("PositionalEmbedding", ("Length", vectors.Sizes[0]));
                }

                break;
            case "RMSNorm":
            default:
                if (LayerKinds.Find(kind) is { } known && known.Signature.Positional.All(static p => p.Default is not null) || kind is "Add" or "Multiply" or "Max" or "Subtract" or "MatMul")
                {
                    yield return Form(kind);
                }

                break;
        }
    }

    /// <summary>Attention of queries that are the input to keys and values that it names.</summary>
    private static LayerForm? Attention(NodeView node, OperatorCall call)
        => call.Applied.FirstOrDefault(static a => a.Kind == "ScaledDotProductAttention") is { } applied
            && node.ValueAt(0) == node.Reads[0] && node.ValueAt(1) is { } keys && node.ValueAt(2) is { } values
            ? Form(applied.Kind, [.. applied.Arguments.Where(static a => a.Value is not LayerValue).Select(static a => (a.Name, Constants.Of(a.Value)))]) with
            {
                NamedLayers = [("keys", node.Reads.ToList().IndexOf(keys)), ("values", node.Reads.ToList().IndexOf(values))],
            }
            : null;

    private static bool IsOverSpace(NodeView node, OperatorCall call)
    {
        var isInput = call.Opset >= 18;
        var axes = isInput ? call.Optional(1)?.Data?.Integers : call.Integers("axes");
        var rank = node.Sizes.Count;
        return axes is not null && axes.Length == node.Input.Rank - 1 && axes.Select(a => a < 0 ? a + rank : a).Order().SequenceEqual(Enumerable.Range(rank - axes.Length, axes.Length).Select(static a => (long)a));
    }

    private static IEnumerable<LayerForm> Interpolations(NodeView node, OperatorCall call)
    {
        if (node.Input.Rank != node.Output.Rank || node.Input.Rank < 2)
        {
            yield break;
        }

        var mode = (call.Word("mode", "nearest"), node.Input.Rank - 1) switch
        {
            ("linear" or "bilinear", 1) => "linear",
            ("linear" or "bilinear", 2) => "bilinear",
            ("linear" or "bilinear", 3) => "trilinear",
            ("cubic" or "bicubic", _) => "bicubic",
            _ => "nearest",
        };
        var (from, to) = (node.Input.Spatial, node.Output.Spatial);
        if (from.Zip(to).All(p => p.Second % p.First == 0 && p.Second / p.First == to[0] / from[0]))
        {
            yield return Form("Upsample", ("scaleFactor", to[0] / from[0]), ("Mode", mode));
        }

        yield return Form("Upsample", ("Size", to.All(s => s == to[0]) ? to[0] : Constants.Tuple(to)), ("Mode", mode));
    }

    private static Constant? Paddings(NodeView node, OperatorCall call)
    {
        var pads = call.Opset >= 11 || node.Node.Node!.Domain.Length > 0 ? call.Optional(1)?.Data?.Integers : call.Integers("pads") ?? call.Integers("paddings");
        var rank = node.Sizes.Count;
        if (pads is null || call.Has(3) || pads.Length != 2 * rank || pads.Any(static p => p < 0))
        {
            return null;
        }

        var skipped = rank - node.Input.Rank + 1;
        return Enumerable.Range(0, skipped).Any(a => pads[a] != 0 || pads[a + rank] != 0)
            ? null
            : Constants.Of(Operators.Sizes.Pairs(Enumerable.Range(skipped, rank - skipped).Select(a => (pads[a], pads[a + rank]))));
    }

    private static IEnumerable<IReadOnlyList<LayerForm>> Views(NodeView node)
    {
        if (node.Inputs.Count == 0)
        {
            yield break;
        }

        if (node.Operator == "Dropout")
        {
            yield return [Form("Dropout")];
        }

        if (node.Output.Equals(node.Input) && node.Operator is not "Transpose")
        {
            yield return [];
        }

        if (node.Operator == "Transpose" && node.Call is { } call)
        {
            foreach (var form in Permutations(node, call))
            {
                yield return form;
            }
        }
        else if (node.Operator is "Slice" or "Split" && Part(node) is { } part)
        {
            yield return [part];
        }
        else if (node.Operator == "Gather" && node.Call is { } gather && gather.Optional(1)?.Data?.Integers is [var index] && node.Axis(gather.Integer("axis", 0)) is { } axis)
        {
            yield return [Form("Slice", ("start", index), ("length", 1), ("Axis", axis))];
        }
        else if (node.Output.Elements == node.Input.Elements)
        {
            yield return [Reshape(node.Input, node.Output)];
        }
    }

    private static IEnumerable<IReadOnlyList<LayerForm>> Permutations(NodeView node, OperatorCall call)
    {
        var rank = node.Sizes.Count;
        var order = call.Integers("perm") is { Length: > 0 } given ? given : [.. Enumerable.Range(0, rank).Reverse().Select(static i => (long)i)];
        if (order.Where(a => node.Sizes[(int)a] != 1).ToArray() is var moved && moved.SequenceEqual(moved.Order()))
        {
            // Only sizes of 1 move.
            yield return node.Output.Equals(node.Input) ? [] : [Reshape(node.Input, node.Output)];
        }
        else if (rank == node.Input.Rank)
        {
            yield return [Form("Permute", ("axes", Constants.List(order)))];
        }
        else if (order[0] == 0)
        {
            yield return [Form("Permute", ("axes", Constants.List(order.Skip(1).Select(static a => a - 1))))];
        }
        else
        {
            yield return [Form("Reshape", ("shape", Constants.List(node.Sizes))), Form("Permute", ("axes", Constants.List(order)))];
        }
    }

    /// <summary>A part along one axis.</summary>
    private static LayerForm? Part(NodeView node)
    {
        if (node.Input.Rank != node.Output.Rank || node.Call is not { } call)
        {
            return null;
        }

        var axes = Enumerable.Range(0, node.Input.Rank).Where(a => node.Input[a] != node.Output[a]).ToList();
        if (axes is not [var axis])
        {
            return null;
        }

        var start = node.Operator == "Split" ? StartOfSplit(node, call, axis) : StartOfSlice(node, call, axis);
        return start is { } from ? Form("Slice", ("start", from), ("length", node.Output[axis]), ("Axis", axis)) : null;
    }

    private static long? StartOfSplit(NodeView node, OperatorCall call, int axis)
    {
        var start = 0L;
        var index = node.IsFirstOutput ? 0 : node.Node.Node!.Outputs.IndexOf(node.Node.Name);
        for (var i = 0; i < index; i++)
        {
            if (call.Outputs[i] is not Values.TensorValue part)
            {
                return null;
            }

            start += part[axis + part.Rank - node.Input.Rank];
        }

        return start;
    }

    private static long? StartOfSlice(NodeView node, OperatorCall call, int axis)
    {
        var starts = node.Integers("starts", 1);
        var axes = call.Has(3) ? call.Optional(3)?.Data?.Integers : call.Integers("axes") ?? [.. Enumerable.Range(0, starts?.Length ?? 0).Select(static i => (long)i)];
        var whole = axis + node.Sizes.Count - node.Input.Rank;
        if (call.Has(4) && call.Optional(4)?.Data?.Integers?.All(static s => s == 1) != true)
        {
            // Values with gaps between them are no part.
            return null;
        }

        for (var i = 0; starts is not null && axes is not null && i < Math.Min(axes.Length, starts.Length); i++)
        {
            if ((axes[i] < 0 ? axes[i] + node.Sizes.Count : axes[i]) == whole)
            {
                var size = node.Sizes[whole];
                return Math.Clamp(starts[i] < 0 ? starts[i] + size : starts[i], 0, size);
            }
        }

        return null;
    }
}
