using Burden.Generator.Costs.Analyses;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;

namespace Burden.Generator.TorchSharp;

/// <summary>Operations on tensors, with their shapes and costs: what modules and functions have in common.</summary>
internal static partial class TensorOps
{
    /// <summary>What is put around values, in the numbers of TorchSharp's <c>PaddingModes</c>.</summary>
    public enum PaddingMode
    {
        Constant = 0,
        Reflect = 1,
        Replicate = 2,
        Circular = 3,
    }

    /// <summary>A function of each value alone.</summary>
    public static TensorValue Elementwise(Operation op, string kind, TensorValue input, long flops, long exponentials, bool inPlace, ElementType? type = null, SavedTensors? keeps = null)
        => op.Emit(kind, input.Sizes, [input], checked(flops * input.Elements), checked(exponentials * input.Elements), inPlace ? Storage.InPlace : Storage.Own, type ?? input.Type, Reach.Same, keeping: keeps is null ? null : new Keeping(keeps))
            .Laid(inPlace ? input.Strides : Shapes.StridesLike(input.Sizes, [input]));

    /// <summary>A function of each value and those before it along an axis.</summary>
    public static TensorValue Running(Operation op, string kind, TensorValue input, int axis, bool inPlace, ElementType? type = null, SavedTensors? keeps = null)
        => op.Emit(kind, input.Sizes, [input], input.Elements, storage: inPlace ? Storage.InPlace : Storage.Own, type: type ?? input.Type, reach: Reach.Along(axis - input.Rank), keeping: keeps is null ? null : new Keeping(keeps))
            .Laid(inPlace ? input.Strides : Shapes.StridesLike(input.Sizes, [input]));

    /// <summary>An operation on tensors value by value, with broadcasting.</summary>
    public static TensorValue Broadcast(Operation op, string kind, IReadOnlyList<Value> operands, long flops = 1, bool inPlace = false, ElementType? type = null, SavedTensors? keeps = null)
    {
        var tensors = operands.OfType<TensorValue>().ToList();
        var sizes = Shapes.Broadcast(op.Name, [.. tensors.Select(static t => t.Sizes)]);
        if (inPlace && !sizes.SequenceEqual(tensors[0].Sizes))
        {
            throw op.Mismatch($"the result {TensorValue.Describe(sizes)} doesn't fit {tensors[0].Text}, which it is written to");
        }

        var result = type ?? (inPlace ? tensors[0].Type : Promoted(operands));
        return op.Emit(kind, sizes, tensors, checked(flops * sizes.Product()), storage: inPlace ? Storage.InPlace : Storage.Own, type: result, reach: Reach.Same, keeping: keeps is null ? null : new Keeping(keeps))
            .Laid(inPlace ? tensors[0].Strides : Shapes.StridesLike(sizes, tensors));
    }

    /// <summary>The type that values of several types have together.</summary>
    public static ElementType Promoted(IReadOnlyList<Value> operands)
    {
        var types = operands.Select(static o => o switch
        {
            TensorValue tensor => tensor.Type,
            KnownValue { Boxed: double or float or decimal } => ElementType.Real,
            KnownValue { Boxed: bool } => ElementType.Truth,
            _ => Arguments.AsInteger(o) is null ? (ElementType?)null : ElementType.Integer,
        }).ToList();
        return types.Contains(ElementType.Complex) ? ElementType.Complex
            : types.Contains(ElementType.Real) ? ElementType.Real
            : types.Contains(ElementType.Integer) ? ElementType.Integer
            : types.Contains(ElementType.Truth) ? ElementType.Truth
            : ElementType.Real;
    }

    /// <summary>A reduction over some axes; over all where none are given.</summary>
    public static TensorValue Reduce(Operation op, string kind, TensorValue input, IReadOnlyList<long>? axes, bool keep, long flops = 1, long exponentials = 0, ElementType? type = null, SavedTensors? keeps = null)
    {
        var sizes = ReducedSizes(op, input, axes, keep);
        var reduced = axes is null or { Count: 0 } ? Enumerable.Range(-input.Rank, input.Rank) : axes.Select(a => Shapes.Axis(a, input.Rank, op.Name) - input.Rank);
        return op.Emit(
            kind,
            sizes,
            [input],
            checked(flops * input.Elements),
            checked(exponentials * input.Elements),
            type: type ?? input.Type,
            reach: Reach.Along([.. reduced]),
            after: keep ? [] : [new CodeView(Reach.Reshaped, sizes.ToEquatableArray())],
            keeping: keeps is null ? null : new Keeping(keeps));
    }

    public static long[] ReducedSizes(Operation op, TensorValue input, IReadOnlyList<long>? axes, bool keep)
    {
        var reduced = axes is null || axes.Count == 0
            ? [.. Enumerable.Range(0, input.Rank)]
            : new HashSet<int>(axes.Select(a => Shapes.Axis(a, input.Rank, op.Name)));
        var sizes = new List<long>();
        for (var i = 0; i < input.Rank; i++)
        {
            if (!reduced.Contains(i))
            {
                sizes.Add(input.Sizes[i]);
            }
            else if (keep)
            {
                sizes.Add(1);
            }
        }

        return [.. sizes];
    }

    /// <summary>The matrix product, as <c>torch.matmul</c> has it for every rank.</summary>
    public static TensorValue MatMul(Operation op, TensorValue left, TensorValue right, IEnumerable<Value>? reads = null, long addends = 0)
    {
        if (left.Rank == 0 || right.Rank == 0)
        {
            throw op.Mismatch("a tensor of one value can't be multiplied as a matrix");
        }

        long[] a = left.Rank == 1 ? [1, left.Sizes[0]] : [.. left.Sizes];
        long[] b = right.Rank == 1 ? [right.Sizes[0], 1] : [.. right.Sizes];
        var inner = a[a.Length - 1];
        if (inner != b[b.Length - 2])
        {
            throw op.Mismatch($"{left.Text} and {right.Text} can't be multiplied: {Text.Of(inner)} and {Text.Of(b[b.Length - 2])} differ");
        }

        var batch = op.At_(() => Shapes.Broadcast(op.Name, a.Take(a.Length - 2).ToArray(), b.Take(b.Length - 2).ToArray()));
        var macs = checked(batch.Product() * a[a.Length - 2] * b[b.Length - 1] * inner);
        var sizes = batch.ToList();
        if (left.Rank > 1)
        {
            sizes.Add(a[a.Length - 2]);
        }

        if (right.Rank > 1)
        {
            sizes.Add(b[b.Length - 1]);
        }

        return op.Emit(
            "MatMul",
            new LayerCosts(Shapes.OfNode(sizes)) { Macs = macs, Flops = checked(macs + (addends * sizes.Product())), Reach = ReachOfProduct(left, right, reads is null) },
            sizes,
            reads ?? [left, right],
            keeping: op.Tracer.Autograd is null ? null : (addends > 0 ? Products.OfAddends(reads!, left, right) : new Keeping()) with { Copies = Products.Copies(op.Tracer.Autograd, left, right, a, b, batch) });
    }

    /// <summary>Each row of the one with all columns of the other, of which a stored one is the same for all.</summary>
    private static Reach? ReachOfProduct(TensorValue left, TensorValue right, bool isAlone)
        => !isAlone || left.Rank < 2 || right.Rank < 2 ? null : right.Node < 0 && right.Rank == 2 ? Reach.Along(-1) : left.Node < 0 && left.Rank == 2 ? Reach.Along(-2) : Reach.Along(-1, -2);

    /// <summary>A linear layer: weights are outputs x inputs.</summary>
    public static TensorValue Linear(Operation op, TensorValue input, IReadOnlyList<long> weight, bool bias, IEnumerable<Value> reads)
    {
        if (input.Rank == 0 || input.Sizes[input.Rank - 1] != weight[1])
        {
            throw op.Mismatch($"the input is {input.Text}; expected {Text.Of(weight[1])} features in its last dimension");
        }

        var costs = LayerRules.Apply("Linear", [Shapes.OfItems(input.Sizes, 1)], op.At, ("outFeatures", weight[0]), ("Bias", bias));
        long[] sizes = [.. input.Sizes.Take(input.Rank - 1), weight[0]];
        // All rows are one matrix, which is copied where they don't lie in order.
        return op.Emit("Linear", costs with { Output = Shapes.OfNode(sizes) }, sizes, reads, keeping: op.Tracer.Autograd is null ? null : new Keeping(SavedTensorRules.Product) { Copies = Products.Rows(input) ? [] : [(input, input.Elements)] });
    }

    /// <summary>A form of two inputs: weights are outputs x features of the one x features of the other.</summary>
    public static TensorValue Bilinear(Operation op, TensorValue left, TensorValue right, IReadOnlyList<long> weight, bool bias, IEnumerable<Value> reads)
    {
        if (weight.Count != 3 || left.Rank == 0 || left.Rank != right.Rank || left.Sizes[left.Rank - 1] != weight[1] || right.Sizes[right.Rank - 1] != weight[2])
        {
            throw op.Mismatch($"the inputs are {left.Text} and {right.Text}, the weight is {TensorValue.Describe(weight)}; expected outputs x features of each");
        }

        long[] sizes = [.. left.Sizes.Take(left.Rank - 1), weight[0]];
        // x1 W for each output, then a product with x2.
        var macs = checked(sizes.Product() * ((weight[1] * weight[2]) + weight[2]));
        return op.Emit("Bilinear", new LayerCosts(Shapes.OfNode(sizes)) { Macs = macs, Flops = checked(macs + (bias ? sizes.Product() : 0)) }, sizes, reads);
    }

    /// <summary>A layer's output, its channels last in memory where the input's are.</summary>
    public static TensorValue OfImage(TensorValue output, TensorValue input) => output.Laid(Shapes.StridesOfImage(output.Sizes, input));

    /// <summary>A convolution over so many axes.</summary>
    /// <param name="weight">Outputs x inputs of a group x kernel; of a transposed one inputs x outputs of a group x kernel.</param>
    /// <param name="padding">Begin and end of each axis; null for <c>same</c>.</param>
    public static TensorValue Convolve(
        Operation op, int axes, TensorValue input, IReadOnlyList<long> weight, bool bias, long[] stride, long[]? padding, long[] dilation, long groups, IEnumerable<Value> reads, long[]? outputPadding = null, PaddingMode mode = PaddingMode.Constant)
    {
        var transposes = outputPadding is not null;
        CheckSpatial(op, axes, input);
        var channels = input.Sizes[input.Rank - axes - 1];
        var expected = transposes ? weight[0] : checked(weight[1] * groups);
        if (channels != expected)
        {
            throw op.Mismatch($"the input is {input.Text}, of {Text.Of(channels)} channels; expected {Text.Of(expected)}");
        }

        var kind = $"Conv{(transposes ? "Transpose" : "")}{axes}d";
        var arguments = new List<(string, Model.Constant)>
        {
            ("outChannels", transposes ? checked(weight[1] * groups) : weight[0]),
            ("kernelSize", LayerRules.List(weight.Skip(2))),
            ("Stride", LayerRules.List(stride)),
            ("Padding", padding is null ? "same" : LayerRules.List(padding)),
            ("Dilation", LayerRules.List(dilation)),
            ("Groups", groups),
            ("Bias", bias),
        };
        if (transposes)
        {
            arguments.Add(("OutputPadding", LayerRules.List(outputPadding!)));
        }

        return OfImage(op.Apply(kind, input, axes + 1, reads, op.Tracer.Autograd is null ? null : OfPadded(), [.. arguments]), input);

        // Padding that differs on both sides, or is of other values than zeros, is put around a copy of the input before, whose
        // gradient needs the input where it is of the input's values.
        Keeping? OfPadded()
        {
            var around = Enumerable.Range(0, axes).Select(i => mode == PaddingMode.Constant ? padding is null ? dilation[i] * (weight[i + 2] - 1) % 2 : 0 : padding is null ? dilation[i] * (weight[i + 2] - 1) : 2 * padding[i]).ToList();
            return around.TrueForAll(static a => a == 0) ? null : new Keeping(SavedTensorRules.Input with
            {
                FirstInput = mode is PaddingMode.Reflect or PaddingMode.Replicate ? 0 : 1,
                Chooses = static (i, needs) => i > 0 || needs[i],
                Values = _ => checked(input.Sizes.Take(input.Rank - axes).Product() * around.Select((a, i) => input.Sizes[input.Rank - axes + i] + a).Product()),
            });
        }
    }

    /// <summary>A maximum or mean under a window.</summary>
    public static TensorValue Pool(Operation op, string kind, int axes, TensorValue input, long[] kernel, long[] stride, long[] padding, long[]? dilation, bool ceil)
    {
        CheckSpatial(op, axes, input);
        var arguments = new List<(string, Model.Constant)>
        {
            ("kernelSize", LayerRules.List(kernel)), ("Stride", LayerRules.List(stride)), ("Padding", LayerRules.List(padding)), ("CeilMode", ceil),
        };
        if (dilation is not null)
        {
            arguments.Add(("Dilation", LayerRules.List(dilation)));
        }

        return OfPool(op.Apply(kind, input, axes + 1, [input], [.. arguments]), input, axes == 1 && !kind.StartsWith("Max", StringComparison.Ordinal));
    }

    /// <summary>A pool's output. Some on sequences run as pools on images that are one row high, and lie as those do.</summary>
    private static TensorValue OfPool(TensorValue output, TensorValue input, bool asImage)
    {
        if (!asImage || input.Rank != 3)
        {
            return OfImage(output, input);
        }

        var row = Shapes.StridesOfImage([output.Sizes[0], output.Sizes[1], 1, output.Sizes[2]], Row(input));
        return output.Laid([row[0], row[1], row[3]]);

        static TensorValue Row(TensorValue t) => t.View([t.Sizes[0], t.Sizes[1], 1, t.Sizes[2]], [t.Strides[0], t.Strides[1], t.Sizes[2] * t.Strides[2], t.Strides[2]], Reach.Reshaped);
    }

    public static TensorValue AdaptivePool(Operation op, string kind, int axes, TensorValue input, long[] size)
    {
        CheckSpatial(op, axes, input);
        // -1 (null in Python) keeps a size.
        var output = size.Select((s, i) => s <= 0 ? input.Sizes[input.Rank - axes + i] : s);
        return OfPool(op.Apply(kind, input, axes + 1, [input], ("outputSize", LayerRules.List(output))), input, axes == 1);
    }

    public static TensorValue Softmax(Operation op, string kind, TensorValue input, long axis)
    {
        _ = op.At_(() => Shapes.Axis(axis, input.Rank, op.Name));
        return op.Emit(kind, input.Sizes, [input], exponentials: checked(SoftmaxKind.Exponentials * input.Elements), reach: Reach.Along(Shapes.Axis(axis, input.Rank, op.Name) - input.Rank));
    }

    /// <summary>Attention of queries to keys whose last two axes are length and features.</summary>
    public static TensorValue Attention(Operation op, TensorValue query, TensorValue key, TensorValue value, IEnumerable<Value> reads, bool causal, bool drops)
    {
        var rank = query.Rank;
        if (rank < 2 || key.Rank < 2 || value.Rank < 2 || query.Sizes[rank - 1] != key.Sizes[key.Rank - 1] || key.Sizes[key.Rank - 2] != value.Sizes[value.Rank - 2])
        {
            throw op.Mismatch($"the queries {query.Text}, keys {key.Text} and values {value.Text} don't fit each other");
        }

        var batch = op.At_(() => Shapes.Broadcast(op.Name, [.. query.Sizes.Take(rank - 2)], [.. key.Sizes.Take(key.Rank - 2)], [.. value.Sizes.Take(value.Rank - 2)]));
        var (length, keys, features, valueFeatures) = (query.Sizes[rank - 2], key.Sizes[key.Rank - 2], query.Sizes[rank - 1], value.Sizes[value.Rank - 1]);
        var items = batch.Product();
        var (costs, call) = LayerRules.Count(
            "ScaledDotProductAttention",
            [new Model.Shape([length, features], items), new Model.Shape([keys, features], items), new Model.Shape([keys, valueFeatures], items)],
            op.At,
            ("keys", LayerRules.Input(1)),
            ("values", LayerRules.Input(2)),
            ("Causal", causal && length == keys));
        long[] sizes = [.. batch, length, valueFeatures];
        var output = op.Emit("ScaledDotProductAttention", costs with { Output = Shapes.OfNode(sizes), Reach = Reach.Along(-1, -2) }, sizes, reads, keeping: new Keeping(rank == 4 ? null : Unfused(checked(query.Elements + key.Elements + (items * length * keys))))
        {
            Costs = costs,
            Call = call,
            // A mask of truth is made one of numbers.
            Copies = [.. reads.OfType<TensorValue>().Where(static t => t.Type == ElementType.Truth).Select(static t => (t, t.Elements))],
        });
        // The fused kernel's output lies as the queries do.
        return rank == 4 && !drops && sizes.SequenceEqual(query.Sizes) && new[] { query, key, value }.All(static t => t.Strides[t.Rank - 1] == 1) ? output.Laid(Shapes.StridesLike(sizes, [query])) : output;
    }

    /// <summary>What attention keeps that no fused kernel computes: queries and keys scaled, the weights, and the values.</summary>
    private static SavedTensors Unfused(long values) => SavedTensorRules.Input with { FirstInput = 2, MostInputs = 1, Values = _ => values };

    /// <summary>Layers joined along an axis.</summary>
    public static TensorValue Concat(Operation op, IReadOnlyList<TensorValue> tensors, long dimension)
    {
        // PyTorch passes over empty tensors of one dimension.
        var parts = tensors.Where(static t => t is not { Rank: 1, Elements: 0 }).ToList();
        if (parts.Count == 0)
        {
            throw op.Mismatch("there is nothing to join");
        }

        var first = parts[0];
        var axis = op.At_(() => Shapes.Axis(dimension, first.Rank, op.Name));
        var sizes = first.Sizes.ToArray();
        sizes[axis] = 0;
        foreach (var tensor in parts)
        {
            if (tensor.Rank != first.Rank || tensor.Sizes.Where((s, i) => i != axis && s != first.Sizes[i]).Any())
            {
                throw op.Mismatch($"the shapes differ beside dimension {axis}: {first.Text} and {tensor.Text}");
            }

            sizes[axis] = checked(sizes[axis] + tensor.Sizes[axis]);
        }

        var joined = op.Emit("Concat", sizes, parts, type: first.Type, reach: new JoinedReach(axis - first.Rank));
        return parts.TrueForAll(Shapes.IsChannelsLast) ? OfImage(joined, first) : joined;
    }

    /// <summary>Tensors of one shape along a new axis.</summary>
    public static TensorValue Stack(Operation op, IReadOnlyList<TensorValue> tensors, long dimension)
    {
        if (tensors.Count == 0)
        {
            throw op.Mismatch("there is nothing to stack");
        }

        var first = tensors[0];
        if (tensors.FirstOrDefault(t => !t.Sizes.SequenceEqual(first.Sizes)) is { } other)
        {
            throw op.Mismatch($"the shapes differ: {first.Text} and {other.Text}");
        }

        var axis = op.At_(() => Shapes.Axis(dimension, first.Rank + 1, op.Name));
        long[] sizes = [.. first.Sizes.Take(axis), tensors.Count, .. first.Sizes.Skip(axis)];
        // Each becomes one position of the new axis.
        long[] single = [.. first.Sizes.Take(axis), 1, .. first.Sizes.Skip(axis)];
        var stacked = op.Emit("Stack", sizes, tensors.Select(t => t.View(single, TensorValue.Contiguous(single), Reach.Reshaped)), type: first.Type, reach: new JoinedReach(axis - sizes.Length));
        if (axis == first.Rank || !tensors.All(Shapes.IsChannelsLast))
        {
            return stacked;
        }

        // They are joined along the axis, which is then taken apart.
        var joined = Shapes.StridesOfImage([.. first.Sizes.Select((s, i) => i == axis ? s * tensors.Count : s)], first);
        return stacked.Laid([.. joined.Take(axis), joined[axis] * first.Sizes[axis], .. joined.Skip(axis)]);
    }

    /// <summary>An interpolation to another spatial size.</summary>
    public static TensorValue Upsample(Operation op, TensorValue input, long[]? size, double[]? factors, long mode, bool alignsCorners)
    {
        var axes = input.Rank - 2;
        if (axes < 1)
        {
            throw op.Mismatch($"the input is {input.Text}; expected a batch, channels and at least one more dimension");
        }

        var word = mode switch
        {
            1 => "linear",
            2 => "bilinear",
            3 => "bicubic",
            4 => "trilinear",
            _ => "nearest",
        };
        long[] sizes = size is not null
            ? size.Length == 1 ? [.. Enumerable.Repeat(size[0], axes)] : size
            : factors is not null
                ? [.. Enumerable.Range(0, axes).Select(i => (long)Math.Floor(input.Sizes[i + 2] * (factors.Length == 1 ? factors[0] : factors[i])))]
                : throw op.Mismatch("neither a size nor a scale factor is given");
        var costs = LayerRules.Apply("Upsample", [Shapes.OfItems(input.Sizes, axes + 1)], op.At, ("Size", LayerRules.List(sizes)), ("Mode", word));
        long[] output = [.. input.Sizes.Take(input.Rank - axes - 1), .. costs.Output.Dimensions];
        // Corners in place lie otherwise than what the kind's reach says.
        return OfImage(op.Emit("Upsample", costs with { Output = Shapes.OfNode(output), Reach = alignsCorners ? null : costs.Reach }, output, [input]), input);
    }

    /// <summary>Values added around: pairs from the last axis backwards, as PyTorch gives them.</summary>
    /// <param name="mode">What they are: a constant, or values of the input.</param>
    public static TensorValue Pad(Operation op, TensorValue input, IReadOnlyList<long> pad, PaddingMode mode = PaddingMode.Constant)
    {
        if (pad.Count % 2 != 0 || pad.Count / 2 > input.Rank)
        {
            throw op.Mismatch($"the padding has {pad.Count} values; expected two for each of the last dimensions of {input.Text}");
        }

        var sizes = input.Sizes.ToArray();
        for (var i = 0; i < pad.Count / 2; i++)
        {
            var axis = input.Rank - 1 - i;
            sizes[axis] = checked(sizes[axis] + pad[2 * i] + pad[(2 * i) + 1]);
            if (sizes[axis] < 0)
            {
                throw op.Mismatch($"the padding cuts more off dimension {axis} of {input.Text} than there is");
            }
        }

        var begin = Enumerable.Range(0, input.Rank).Select(axis => 2 * (input.Rank - 1 - axis) is var i && i < pad.Count ? -pad[i] : 0);
        return OfImage(op.Emit("Pad", sizes, [input], type: input.Type, reach: mode == PaddingMode.Circular ? null : new ShiftedReach([.. begin]),
            keeping: new Keeping(mode is PaddingMode.Reflect or PaddingMode.Replicate ? SavedTensorRules.Input : SavedTensorRules.Nothing)), input);
    }

    public static void CheckSpatial(Operation op, int axes, TensorValue input)
    {
        if (input.Rank != axes + 2 && input.Rank != axes + 1)
        {
            var names = axes == 1 ? "channels x length" : axes == 2 ? "channels x height x width" : "channels x depth x height x width";
            throw op.Mismatch($"the input is {input.Text}; expected batch x {names}");
        }
    }
}
