using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;

namespace Burden.Generator.TorchSharp;

/// <content>Functions that change shapes: views where PyTorch makes views, copies where it copies.</content>
internal static partial class TensorFunctions
{
    private static void AddShapes(Dictionary<string, Func<FunctionCall, Value>> table)
    {
        table["view"] = static c => TensorOps.Reshape(c.Op, c.Input, c.Arguments.Integers("shape"), mustView: true);
        table["reshape"] = static c => TensorOps.Reshape(c.Op, c.Input, c.Arguments.Integers("shape"));
        table["view_as"] = static c => TensorOps.Reshape(c.Op, c.Input, c.OtherTensor.Sizes, mustView: true);
        table["ravel"] = static c => TensorOps.Reshape(c.Op, c.Input, [-1]);
        table["flatten"] = static c => Flatten(c.Op, c.Input, c.Arguments.IntegerOr(0, "start_dim"), c.Arguments.IntegerOr(-1, "end_dim"));
        table["unflatten"] = static c => Unflatten(c.Op, c.Input, c.Arguments.Integer("dim"), c.Arguments.Integers("sizes"));
        table["permute"] = static c => TensorOps.Permute(c.Op, c.Input, c.Arguments.Integers("permutation", "dims"));
        foreach (var name in new[] { "transpose", "swapaxes", "swapdims" })
        {
            table[name] = static c =>
            {
                var (a, b) = (c.Axis("dim0", 0, c.Input.Rank), c.Axis("dim1", 1, c.Input.Rank));
                return TensorOps.Permute(c.Op, c.Input, [.. Enumerable.Range(0, c.Input.Rank).Select(i => (long)(i == a ? b : i == b ? a : i))]);
            };
        }

        table["t"] = static c => c.Input.Rank < 2 ? c.Input : TensorOps.Permute(c.Op, c.Input, [1, 0]);
        table["adjoint"] = static c => TransposeLast(c.Op, c.Input);
        foreach (var name in new[] { "movedim", "moveaxis" })
        {
            table[name] = static c => MoveAxes(c.Op, c.Input, c.Arguments.Integers("source"), c.Arguments.Integers("destination"));
        }

        table["unsqueeze"] = static c =>
        {
            var axis = c.Op.At_(() => Shapes.Axis(c.Arguments.Integer("dim"), c.Input.Rank + 1, c.Op.Name));
            var stride = axis < c.Input.Rank ? c.Input.Sizes[axis] * c.Input.Strides[axis] : 1;
            return c.Input.View([.. c.Input.Sizes.Take(axis), 1, .. c.Input.Sizes.Skip(axis)], [.. c.Input.Strides.Take(axis), stride, .. c.Input.Strides.Skip(axis)], Reach.Reshaped);
        };
        table["squeeze"] = static c => Squeeze(c);
        table["expand"] = static c => TensorOps.Expand(c.Op, c.Input, c.Arguments.Integers("sizes"));
        table["broadcast_to"] = static c => TensorOps.Expand(c.Op, c.Input, c.Arguments.Integers("shape"));
        table["expand_as"] = static c => TensorOps.Expand(c.Op, c.Input, c.OtherTensor.Sizes);
        table["contiguous"] = static c => c.Input.IsContiguous ? c.Input : c.Op.Emit("contiguous", c.Input.Sizes, [c.Input], type: c.Input.Type, reach: Reach.Same);
        // What is rolled is cut and joined.
        table["roll"] = static c => TensorOps.OfImage(c.Op.Emit("roll", c.Input.Sizes, [c.Input], type: c.Input.Type), c.Input);
        foreach (var name in new[] { "clone", "flip", "fliplr", "flipud", "tril", "triu" })
        {
            var keepsLayout = name is not ("tril" or "triu");
            table[name] = c => c.Op.Emit(name, c.Input.Sizes, [c.Input], storage: c.InPlace ? Storage.InPlace : Storage.Own, type: c.Input.Type, reach: name is "clone" or "tril" or "triu" ? Reach.Same : null) is var result && c.InPlace ? result.Laid(c.Input.Strides)
                : keepsLayout ? result.Laid(Shapes.StridesLike(c.Input.Sizes, [c.Input])) : result;
        }

        table["rot90"] = static c => Rotate(c);

        table["repeat"] = static c => Repeat(c.Op, c.Input, c.Arguments.Integers("sizes"), adds: false);
        table["tile"] = static c => Repeat(c.Op, c.Input, c.Arguments.Integers("reps", "dims"), adds: true);
        table["repeat_interleave"] = static c => RepeatInterleave(c);
        table["cat"] = static c => TensorOps.Concat(c.Op, Tensors(c.Arguments, c.Arguments.Find("tensors")!), c.Arguments.IntegerOr(0, "dim", "axis", "dimension"));
        table["concat"] = table["cat"];
        table["concatenate"] = table["cat"];
        table["stack"] = static c => TensorOps.Stack(c.Op, Tensors(c.Arguments, c.Arguments.Find("tensors")!), c.Arguments.IntegerOr(0, "dim", "dimension"));
        table["vstack"] = static c => TensorOps.Concat(c.Op, [.. Tensors(c.Arguments, c.Arguments.Find("tensors")!).Select(static t => AtLeast(t, 2))], 0);
        table["hstack"] = static c => Tensors(c.Arguments, c.Arguments.Find("tensors")!) is var tensors ? TensorOps.Concat(c.Op, tensors, tensors[0].Rank < 2 ? 0 : 1) : KnownValue.Null;
        table["dstack"] = static c => TensorOps.Concat(c.Op, [.. Tensors(c.Arguments, c.Arguments.Find("tensors")!).Select(static t => AtLeast(t, 3))], 2);
        table["row_stack"] = table["vstack"];
        table["column_stack"] = static c => TensorOps.Concat(c.Op, [.. Tensors(c.Arguments, c.Arguments.Find("tensors")!).Select(static t => t.Rank < 2 ? t.View([t.Elements, 1], [.. t.Strides.DefaultIfEmpty(1), 1], Reach.Reshaped) : t)], 1);
        table["block_diag"] = static c => Tensors(c.Arguments, c.Arguments.Find("tensors")!).Select(static t => AtLeast(t, 2)).ToList() is var blocks && blocks.TrueForAll(static b => b.Rank == 2)
            ? c.Op.Emit("block_diag", [blocks.Sum(static b => b.Sizes[0]), blocks.Sum(static b => b.Sizes[1])], blocks, type: TensorOps.Promoted(blocks))
            : throw c.Op.Mismatch("expected matrices");
        table["chunk"] = static c => Chunk(c);
        table["split"] = static c => Split(c);
        table["tensor_split"] = static c => TensorSplit(c);
        foreach (var (name, axis) in new[] { ("vsplit", 0), ("hsplit", 1), ("dsplit", 2) })
        {
            table[name] = c => SplitEqually(c, axis);
        }

        table["unbind"] = static c => Unbind(c);
        table["narrow"] = static c =>
        {
            var axis = c.Axis("dim", 0, c.Input.Rank);
            var (start, length) = (c.Arguments.Integer("start"), c.Arguments.Integer("length"));
            start = start < 0 ? start + c.Input.Sizes[axis] : start;
            return start >= 0 && length >= 0 && start + length <= c.Input.Sizes[axis]
                ? TensorOps.Slice(c.Input, axis, start, start + length, 1)
                : throw c.Op.Mismatch($"{Text.Of(length)} values from {Text.Of(start)} on reach beyond dimension {axis} of {c.Input.Text}");
        };
        table["slice"] = static c =>
        {
            var axis = c.Axis("dim", 0, c.Input.Rank);
            var size = c.Input.Sizes[axis];
            return TensorOps.Slice(c.Input, axis, Clamp(c.Arguments.Integer("start"), size), Clamp(c.Arguments.Integer("finish", "end"), size), c.Arguments.IntegerOr(1, "step"));
        };
        table["select"] = static c => TensorOps.Select(c.Op, c.Input, c.Axis("dim", 0, c.Input.Rank), c.Arguments.Integer("index"));
        table["diagonal"] = static c => Diagonal(c, 0, 1);
        table["diag"] = static c => c.Input.Rank switch
        {
            1 => c.Input.Sizes[0] + Math.Abs(c.Arguments.IntegerOr(0, "diagonal")) is var size ? c.Op.Emit("diag", [size, size], [c.Input], type: c.Input.Type) : c.Input,
            // A copy, unlike diagonal.
            2 => c.Op.Emit("diag", Diagonal(c, 0, 1).Sizes, [c.Input], type: c.Input.Type),
            _ => throw c.Op.Mismatch($"the input is {c.Input.Text}; expected one or two dimensions"),
        };
        table["diag_embed"] = static c => EmbedDiagonal(c);
        table["unfold"] = static c => c.Arguments.Has("dimension")
            ? UnfoldAxis(c)
            : UnfoldImage(c.Op, c.Input, c.Arguments.PerAxis(2, 1, "kernel_size"), c.Arguments.PerAxis(2, 1, "dilation"), c.Arguments.PerAxis(2, 0, "padding"), c.Arguments.PerAxis(2, 1, "stride"));
        table["fold"] = static c => FoldImage(c.Op, c.Input, c.Arguments.PerAxis(2, 1, "output_size"), c.Arguments.PerAxis(2, 1, "kernel_size"));
        for (var i = 1; i <= 3; i++)
        {
            var rank = i;
            table[$"atleast_{i}d"] = c => c.Self() is ListValue ? new ListValue(Tensors(c.Arguments, c.Self()).Select(t => (Value)AtLeast(t, rank))) : AtLeast(c.Input, rank);
        }

        table["view_as_real"] = static c => c.Input.Type == ElementType.Complex
            ? c.Input.Like([.. c.Input.Sizes, 2], [.. c.Input.Strides.Select(static s => 2 * s), 1], ElementType.Real)
            : throw c.Op.Mismatch($"{c.Input.Text} isn't complex");
        table["view_as_complex"] = static c => c.Input.Rank == 0 || c.Input.Sizes[c.Input.Rank - 1] != 2
            ? throw c.Op.Mismatch($"the last dimension of {c.Input.Text} must be 2")
            : c.Input.Strides[c.Input.Rank - 1] == 1 && c.Input.Strides.Take(c.Input.Rank - 1).All(static s => s % 2 == 0)
            ? c.Input.Like([.. c.Input.Sizes.Take(c.Input.Rank - 1)], [.. c.Input.Strides.Take(c.Input.Rank - 1).Select(static s => s / 2)], ElementType.Complex)
            : throw c.Op.Mismatch($"the pairs of {c.Input.Text} don't lie side by side in memory; call contiguous() before");
        foreach (var name in new[] { "polar", "complex" })
        {
            table[name] = c => TensorOps.Broadcast(c.Op, name, [c.Input, c.OtherTensor], name == "polar" ? 2 : 0, type: ElementType.Complex);
        }

        foreach (var name in new[] { "to", "to_type", "type" })
        {
            table[name] = static c => c.Input.As(TypeOf(c.Arguments) ?? (c.Arguments.Items.Select(static i => i.Value).OfType<TensorValue>().LastOrDefault()?.Type ?? c.Input.Type));
        }

        table["type_as"] = static c => c.Input.As(c.OtherTensor.Type);
        foreach (var name in new[] { "float", "double", "half", "bfloat16" })
        {
            table[name] = static c => c.Input.As(ElementType.Real);
        }

        foreach (var name in new[] { "cpu", "cuda", "mps", "alias", "requires_grad_", "with_requires_grad", "pin_memory", "MoveToOuterDisposeScope", "MoveToOtherDisposeScope", "DetachFromDisposeScope", "DetatchFromDisposeScope", "positive", "print", "resolve_conj", "resolve_neg", "to_dense" })
        {
            table[name] = static c => c.Input;
        }

        table["detach"] = static c => c.Op.Tracer.Autograd is null ? c.Input : c.Input.Detached();
        table["detach_"] = static c =>
        {
            c.Input.Detach();
            return c.Input;
        };

        foreach (var name in new[] { "long", "int", "short", "byte", "char" })
        {
            table[name] = static c => c.Input.As(ElementType.Integer).With(c.Input.Data is { } data ? [.. data.Select(Math.Truncate)] : null);
        }

        foreach (var name in new[] { "cfloat", "cdouble" })
        {
            table[name] = static c => c.Op.Emit(c.Op.Name, c.Input.Sizes, [c.Input], type: ElementType.Complex);
        }

        table["conj"] = static c => c.Input;
        foreach (var (name, type) in new[] { ("FloatTensor", ElementType.Real), ("DoubleTensor", ElementType.Real), ("LongTensor", ElementType.Integer), ("IntTensor", ElementType.Integer), ("BoolTensor", ElementType.Truth) })
        {
            table[name] = c => c.Input.As(type);
        }

        table["diff"] = static c =>
        {
            if (c.Arguments.Has("prepend", "append") || c.Arguments.IntegerOr(1, "n") != 1)
            {
                throw CodeFault.Unknown("Burden follows diff of the first order alone, without values added before or after", c.Op.At);
            }

            var axis = c.Axis("dim", -1, c.Input.Rank);
            var sizes = c.Input.Sizes.ToArray();
            sizes[axis] = Math.Max(0, sizes[axis] - 1);
            return c.Op.Emit("diff", sizes, [c.Input], sizes.Product(), type: c.Input.Type);
        };
        table["diagflat"] = static c => c.Input.Elements + Math.Abs(c.Arguments.IntegerOr(0, "offset")) is var size ? c.Op.Emit("diagflat", [size, size], [c.Input], type: c.Input.Type) : c.Input;
        table["trace"] = static c => c.Input.Rank == 2
            ? c.Op.Emit("trace", [], [c.Input], Math.Min(c.Input.Sizes[0], c.Input.Sizes[1]), type: c.Input.Type)
            : throw c.Op.Mismatch($"the input is {c.Input.Text}; expected a matrix");
        table["bool"] = static c => c.Input.As(ElementType.Truth);
    }

    public static TensorValue Flatten(Operation op, TensorValue input, long from, long to)
    {
        var (start, end) = op.At_(() => (Shapes.Axis(from, input.Rank, op.Name), Shapes.Axis(to, input.Rank, op.Name)));
        if (start > end)
        {
            throw new CodeFault(FaultId.OutOfRange, $"{op.Name}: start_dim is {start}, after end_dim ({end})", op.At);
        }

        return TensorOps.Reshape(op, input, input.Rank == 0 ? [1] : [.. input.Sizes.Take(start), input.Sizes.Skip(start).Take(end - start + 1).Product(), .. input.Sizes.Skip(end + 1)]);
    }

    public static TensorValue Unflatten(Operation op, TensorValue input, long dimension, long[] given)
    {
        var axis = op.At_(() => Shapes.Axis(dimension, input.Rank, op.Name));
        var sizes = op.At_(() => Shapes.Infer(given, input.Sizes[axis], op.Name, input));
        return TensorOps.Reshape(op, input, [.. input.Sizes.Take(axis), .. sizes, .. input.Sizes.Skip(axis + 1)]);
    }

    public static TensorValue TransposeLast(Operation op, TensorValue input)
        => input.Rank < 2 ? input : TensorOps.Permute(op, input, [.. Enumerable.Range(0, input.Rank - 2).Select(static i => (long)i), input.Rank - 1, input.Rank - 2]);

    private static TensorValue MoveAxes(Operation op, TensorValue input, long[] from, long[] to)
    {
        var source = op.At_(() => from.Select(a => Shapes.Axis(a, input.Rank, op.Name)).ToList());
        var destination = op.At_(() => to.Select(a => Shapes.Axis(a, input.Rank, op.Name)).ToList());
        var order = Enumerable.Repeat(-1L, input.Rank).ToArray();
        for (var i = 0; i < source.Count; i++)
        {
            order[destination[i]] = source[i];
        }

        var rest = new Queue<int>(Enumerable.Range(0, input.Rank).Where(i => !source.Contains(i)));
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = order[i] < 0 ? rest.Dequeue() : order[i];
        }

        return TensorOps.Permute(op, input, order);
    }

    private static TensorValue Squeeze(FunctionCall c)
    {
        var input = c.Input;
        var only = c.Arguments.Has("dim") ? new HashSet<int>(c.Op.At_(() => c.Arguments.Integers("dim").Select(a => Shapes.Axis(a, input.Rank, c.Op.Name)).ToList())) : null;
        var kept = Enumerable.Range(0, input.Rank).Where(i => input.Sizes[i] != 1 || (only is not null && !only.Contains(i))).ToList();
        return input.View([.. kept.Select(i => input.Sizes[i])], [.. kept.Select(i => input.Strides[i])], Reach.Reshaped);
    }

    private static TensorValue Rotate(FunctionCall c)
    {
        var axes = c.Arguments.Find("dims") is TupleValue or ListValue ? c.Arguments.Integers("dims") : [0, 1];
        var (a, b) = c.Op.At_(() => (Shapes.Axis(axes[0], c.Input.Rank, c.Op.Name), Shapes.Axis(axes[1], c.Input.Rank, c.Op.Name)));
        // A quarter is flipped, and then seen with its axes exchanged.
        var flipped = c.Op.Emit("rot90", c.Input.Sizes, [c.Input], type: c.Input.Type).Laid(Shapes.StridesLike(c.Input.Sizes, [c.Input]));
        return c.Arguments.IntegerOr(1, "k") % 2 == 0
            ? flipped
            : TensorOps.Permute(c.Op, flipped, [.. Enumerable.Range(0, c.Input.Rank).Select(i => (long)(i == a ? b : i == b ? a : i))]);
    }

    /// <summary>A tensor with axes of size 1 added until it has so many: before its own, and of three the last after them.</summary>
    private static TensorValue AtLeast(TensorValue tensor, int rank)
    {
        if (tensor.Rank >= rank)
        {
            return tensor;
        }

        var (before, after) = rank == 3 && tensor.Rank > 0 ? (2 - tensor.Rank, 1) : (rank - tensor.Rank, 0);
        return tensor.View(
            [.. Enumerable.Repeat(1L, before), .. tensor.Sizes, .. Enumerable.Repeat(1L, after)],
            [.. Enumerable.Repeat(1L, before), .. tensor.Strides, .. Enumerable.Repeat(1L, after)],
            Reach.Reshaped);
    }

    private static TensorValue Repeat(Operation op, TensorValue input, long[] times, bool adds)
    {
        if (adds && times.Length < input.Rank)
        {
            times = [.. Enumerable.Repeat(1L, input.Rank - times.Length), .. times];
        }

        if (times.Length < input.Rank)
        {
            throw op.Mismatch($"{input.Text} has more dimensions than the {times.Length} it is repeated in");
        }

        long[] sizes = [.. times.Select((t, i) => checked(t * (i < times.Length - input.Rank ? 1 : input.Sizes[i - (times.Length - input.Rank)])))];
        return op.Emit("repeat", sizes, [input], type: input.Type);
    }

    private static TensorValue RepeatInterleave(FunctionCall c)
    {
        var repeats = c.Arguments.Find("repeats") is var value && Arguments.AsInteger(value!) is { } number
            ? number
            : throw CodeFault.Unknown("repeat_interleave with a tensor of repeats yields as many values as that says, which no shape tells", c.Arguments.Site.Syntax);
        if (!c.Arguments.Has("dim"))
        {
            return c.Op.Emit("repeat_interleave", [checked(c.Input.Elements * repeats)], [c.Input], type: c.Input.Type);
        }

        var sizes = c.Input.Sizes.ToArray();
        var axis = c.Axis("dim", 0, c.Input.Rank);
        sizes[axis] = checked(sizes[axis] * repeats);
        return c.Op.Emit("repeat_interleave", sizes, [c.Input], type: c.Input.Type);
    }

    /// <summary>The tensors of a list that an argument gives.</summary>
    public static IReadOnlyList<TensorValue> Tensors(Arguments arguments, Value list)
    {
        IReadOnlyList<Value> items = list switch
        {
            ListValue { Items: var all } => all,
            TensorValue => [list],
            TupleValue { Items: var all } => all,
            UnknownValue unknown => throw CodeFault.Unknown($"{arguments.Name}: the tensors aren't known: {unknown.Why}", arguments.Site.Syntax),
            _ => throw CodeFault.Unknown($"{arguments.Name}: {list.Noun} is given; expected tensors", arguments.Site.Syntax),
        };
        return [.. items.Select(i => i as TensorValue ?? throw CodeFault.Unknown($"{arguments.Name}: {Arguments.Because(i, "expected tensors")}", arguments.Site.Syntax))];
    }

    private static ListValue Pieces(TensorValue input, int axis, IEnumerable<long> sizes)
    {
        var pieces = new List<Value>();
        var start = 0L;
        foreach (var size in sizes)
        {
            pieces.Add(TensorOps.Slice(input, axis, start, start + size, 1));
            start += size;
        }

        return new ListValue(pieces);
    }

    private static ListValue Chunk(FunctionCall c)
    {
        var axis = c.Axis("dim", 0, c.Input.Rank);
        var (chunks, size) = (c.Arguments.Integer("chunks"), c.Input.Sizes[axis]);
        if (chunks < 1)
        {
            throw new CodeFault(FaultId.OutOfRange, $"chunk: chunks is {Text.Of(chunks)}; expected at least 1", c.Op.At);
        }

        return Pieces(c.Input, axis, Equal(size, Math.Max(1, (size + chunks - 1) / chunks)));
    }

    private static IEnumerable<long> Equal(long size, long piece)
    {
        for (var left = size; left > 0; left -= piece)
        {
            yield return Math.Min(left, piece);
        }
    }

    private static ListValue Split(FunctionCall c)
    {
        var axis = c.Axis("dim", 0, c.Input.Rank);
        var size = c.Input.Sizes[axis];
        var given = c.Arguments.Find("size", "sizes", "split_size", "split_sizes", "split_size_or_sections") ?? c.Other;
        if (given is not ListValue && Arguments.AsInteger(given) is { } piece)
        {
            return piece > 0 ? Pieces(c.Input, axis, Equal(size, piece)) : throw new CodeFault(FaultId.OutOfRange, "split: the size is 0", c.Op.At);
        }

        var sizes = Arguments.AsIntegers(given) ?? throw CodeFault.Unknown($"split: {Arguments.Because(given, "expected sizes")}", c.Op.At);
        return sizes.Sum() == size
            ? Pieces(c.Input, axis, sizes)
            : throw c.Op.Mismatch($"the sizes {string.Join(", ", sizes)} sum to {Text.Of(sizes.Sum())}; dimension {axis} of {c.Input.Text} has {Text.Of(size)}");
    }

    private static ListValue SplitEqually(FunctionCall c, int axis)
    {
        var given = c.Arguments.Find("size", "sizes", "indices_or_sections", "split_size") ?? c.Other;
        var size = axis < c.Input.Rank ? c.Input.Sizes[axis] : throw c.Op.Mismatch($"{c.Input.Text} has no dimension {axis}");
        if (given is not (ListValue or TupleValue) && Arguments.AsInteger(given) is { } count)
        {
            return count > 0 && size % count == 0 ? Pieces(c.Input, axis, Enumerable.Repeat(size / count, (int)count)) : throw c.Op.Mismatch($"dimension {axis} of {c.Input.Text} can't be split into {Text.Of(count)} equal parts");
        }

        var cuts = Arguments.AsIntegers(given) ?? throw CodeFault.Unknown($"{c.Arguments.Name}: {Arguments.Because(given, "expected positions")}", c.Op.At);
        return Pieces(c.Input, axis, cuts.Append(size).Zip(cuts.Prepend(0), static (end, start) => end - start));
    }

    private static ListValue TensorSplit(FunctionCall c)
    {
        var axis = c.Axis("dim", 0, c.Input.Rank);
        var size = c.Input.Sizes[axis];
        if (c.Arguments.Find("size") is { } count && Arguments.AsInteger(count) is { } pieces and > 0)
        {
            return Pieces(c.Input, axis, Enumerable.Range(0, (int)pieces).Select(i => (size / pieces) + (i < size % pieces ? 1 : 0)));
        }

        var cuts = c.Arguments.Integers("sizes");
        return Pieces(c.Input, axis, cuts.Append(size).Zip(cuts.Prepend(0), static (end, start) => end - start));
    }

    private static ListValue Unbind(FunctionCall c)
    {
        var axis = c.Axis("dim", 0, c.Input.Rank);
        return c.Input.Sizes[axis] <= 100_000
            ? new ListValue(Enumerable.Range(0, (int)c.Input.Sizes[axis]).Select(i => (Value)TensorOps.Select(c.Op, c.Input, axis, i)))
            : throw new CodeFault(FaultId.TooManyLayers, $"unbind: dimension {axis} of {c.Input.Text} is too large to take apart", c.Op.At);
    }

    /// <summary>Vectors on the diagonals of matrices, whose axes may be named.</summary>
    private static TensorValue EmbedDiagonal(FunctionCall c)
    {
        var rank = c.Input.Rank + 1;
        var (first, second) = (c.Axis("dim1", -2, rank), c.Axis("dim2", -1, rank));
        var size = c.Input.Sizes[c.Input.Rank - 1] + Math.Abs(c.Arguments.IntegerOr(0, "offset"));
        var sizes = c.Input.Sizes.Take(c.Input.Rank - 1).ToList();
        sizes.Insert(Math.Min(first, second), size);
        sizes.Insert(Math.Max(first, second), size);
        return c.Op.Emit("diag_embed", sizes, [c.Input], type: c.Input.Type);
    }

    private static TensorValue Diagonal(FunctionCall c, int firstAxis, int secondAxis)
    {
        var (input, first, second) = (c.Input, c.Axis("dim1", firstAxis, c.Input.Rank), c.Axis("dim2", secondAxis, c.Input.Rank));
        var offset = c.Arguments.IntegerOr(0, "offset", "diagonal");
        var length = Math.Max(0, offset >= 0 ? Math.Min(input.Sizes[first], input.Sizes[second] - offset) : Math.Min(input.Sizes[first] + offset, input.Sizes[second]));
        var rest = Enumerable.Range(0, input.Rank).Where(i => i != first && i != second).ToList();
        return input.Like([.. rest.Select(i => input.Sizes[i]), length], [.. rest.Select(i => input.Strides[i]), input.Strides[first] + input.Strides[second]], input.Type);
    }

    private static TensorValue UnfoldAxis(FunctionCall c)
    {
        var axis = c.Axis("dimension", 0, c.Input.Rank);
        var (size, step) = (c.Arguments.Integer("size"), c.Arguments.Integer("step"));
        if (size > c.Input.Sizes[axis] || step < 1)
        {
            throw c.Op.Mismatch($"windows of {Text.Of(size)} don't fit dimension {axis} of {c.Input.Text}");
        }

        var sizes = c.Input.Sizes.ToList();
        sizes[axis] = ((sizes[axis] - size) / step) + 1;
        var strides = c.Input.Strides.ToList();
        strides[axis] *= step;
        return c.Input.Like([.. sizes, size], [.. strides, c.Input.Strides[axis]], c.Input.Type);
    }

    /// <summary>The windows of an image as columns.</summary>
    public static TensorValue UnfoldImage(Operation op, TensorValue input, long[] kernel, long[] dilation, long[] padding, long[] stride)
    {
        TensorOps.CheckSpatial(op, 2, input);
        var channels = input.Sizes[input.Rank - 3];
        var windows = 1L;
        for (var i = 0; i < 2; i++)
        {
            var size = ((input.Sizes[input.Rank - 2 + i] + (2 * padding[i]) - (dilation[i] * (kernel[i] - 1)) - 1) / stride[i]) + 1;
            windows = size > 0 ? checked(windows * size) : throw op.Mismatch($"the kernel {kernel[0]} x {kernel[1]} is larger than the padded {input.Text}");
        }

        return op.Emit("Unfold", [.. input.Sizes.Take(input.Rank - 3), checked(channels * kernel.Product()), windows], [input]);
    }

    /// <summary>Columns summed into an image.</summary>
    public static TensorValue FoldImage(Operation op, TensorValue input, long[] size, long[] kernel)
    {
        var channels = input.Sizes[input.Rank - 2];
        return channels % kernel.Product() == 0
            ? op.Emit("Fold", [.. input.Sizes.Take(input.Rank - 2), channels / kernel.Product(), .. size], [input], input.Elements)
            : throw op.Mismatch($"{Text.Of(channels)} values of a column are not divisible by the kernel {kernel[0]} x {kernel[1]}");
    }

    private static long Clamp(long index, long size) => Math.Max(0, Math.Min(size, index < 0 ? index + size : index));
}
