using Burden.Generator.Costs.Analyses;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <content>Indexers, and functions that pick values.</content>
internal static partial class TensorFunctions
{
    private static void AddIndexing(Dictionary<string, Func<FunctionCall, Value>> table)
    {
        table["index"] = static c => Index(c.Op, c.Input, ((ListValue)c.Arguments.Find("indices")!).Items);
        table["index_select"] = static c =>
        {
            var sizes = c.Input.Sizes.ToArray();
            sizes[c.Axis("dim", 0, c.Input.Rank)] = c.Arguments.Tensor("index").Elements;
            return c.Op.Emit("index_select", sizes, c.Reads, type: c.Input.Type);
        };
        table["gather"] = static c => c.Op.Emit("gather", c.Arguments.Tensor("index").Sizes, c.Reads, type: c.Input.Type);
        table["take"] = table["gather"];
        table["take_along_dim"] = static c => TakeAlong(c);
        foreach (var name in new[] { "scatter", "scatter_add", "index_add", "index_copy", "index_fill", "index_put", "copy", "select_scatter", "slice_scatter", "diagonal_scatter" })
        {
            var adds = name.EndsWith("_add", StringComparison.Ordinal);
            table[name] = c => c.Op.Emit(name, c.Input.Sizes, c.Reads, adds ? c.Arguments.Find("src", "source") is TensorValue source ? source.Elements : 0 : 0, storage: c.InPlace ? Storage.InPlace : Storage.Own, type: c.Input.Type)
                .Laid(c.InPlace ? c.Input.Strides : name is "scatter" or "scatter_add" or "index_add" or "index_copy" ? TensorValue.Contiguous(c.Input.Sizes) : Shapes.StridesLike(c.Input.Sizes, [c.Input]));
        }

        table["searchsorted"] = static c => c.Op.Emit("searchsorted", c.OtherTensor.Sizes, c.Reads, type: ElementType.Integer);
        table["bucketize"] = static c => c.Op.Emit("bucketize", c.Input.Sizes, c.Reads, type: ElementType.Integer);
    }

    /// <summary>Values picked along an axis: the index and the input are broadcast along all others.</summary>
    private static TensorValue TakeAlong(FunctionCall c)
    {
        var index = c.Arguments.Tensor("indices");
        if (!c.Arguments.Has("dim"))
        {
            return c.Op.Emit("take_along_dim", [index.Elements], c.Reads, type: c.Input.Type);
        }

        if (index.Rank != c.Input.Rank)
        {
            throw c.Op.Mismatch($"the indices are {index.Text}; expected as many dimensions as {c.Input.Text}");
        }

        var axis = c.Axis("dim", 0, c.Input.Rank);
        long[] apart = [.. c.Input.Sizes];
        apart[axis] = index.Sizes[axis];
        var sizes = c.Op.At_(() => Shapes.Broadcast(c.Op.Name, apart, [.. index.Sizes]));
        // Indices that are spread over other axes, or lie apart, are copied.
        var isCopied = !index.IsContiguous || !index.Sizes.SequenceEqual(sizes);
        return c.Op.Emit("take_along_dim", sizes, c.Reads, type: c.Input.Type, keeping: isCopied
            ? new Keeping(SavedTensorRules.Input with { MostInputs = 1, FurtherBytes = checked(sizeof(long) * sizes.Product()) })
            : null);
    }

    /// <summary><c>x[...]</c>: integers take positions out, slices are views, tensors gather copies.</summary>
    public static TensorValue Index(Operation op, TensorValue input, IReadOnlyList<Value> indices)
    {
        var view = input;
        var axis = 0;
        var consumed = indices.Sum(static i => i is TensorIndexValue { Kind: TensorIndexKind.Ellipsis or TensorIndexKind.None } ? 0 : i is TensorValue { Type: ElementType.Truth } mask ? mask.Rank : 1);
        if (consumed > input.Rank)
        {
            throw op.Mismatch($"{consumed} indices are given for {input.Text}");
        }

        var gathered = new List<(int Axis, TensorValue Index)>();
        foreach (var index in indices)
        {
            switch (index)
            {
                case TensorIndexValue { Kind: TensorIndexKind.Ellipsis }:
                    axis += input.Rank - consumed;
                    break;
                case TensorIndexValue { Kind: TensorIndexKind.None }:
                    view = view.View([.. view.Sizes.Take(axis), 1, .. view.Sizes.Skip(axis)], [.. view.Strides.Take(axis), 1, .. view.Strides.Skip(axis)], Reach.Reshaped);
                    axis++;
                    break;
                case TensorIndexValue slice:
                    view = Slice(op, view, axis++, slice.Start, slice.Stop, slice.Step);
                    break;
                case RangeValue range:
                    view = Slice(op, view, axis++, range.Start, range.End, null);
                    break;
                case FromEndValue fromEnd:
                    view = TensorOps.Select(op, view, axis, -Number(op, fromEnd.Index));
                    break;
                case TensorValue { Type: ElementType.Truth }:
                    throw CodeFault.Unknown("indexing by a mask yields as many values as it holds, which no shape tells", op.At);
                case TensorValue tensor:
                    gathered.Add((axis++, tensor));
                    break;
                case TupleValue { Items: [var start, var stop] }:
                    view = Slice(op, view, axis++, start, stop, null);
                    break;
                case ListValue list:
                    gathered.Add((axis++, new TensorValue([list.Items.Count], TensorValue.NoNode, ElementType.Integer)));
                    break;
                default:
                    // A position that isn't known takes its axis out all the same.
                    view = TensorOps.Select(op, view, axis, index is UnknownValue ? 0 : Number(op, index));
                    break;
            }
        }

        return gathered.Count == 0 ? view : Gather(op, view, gathered);
    }

    /// <summary>Advanced indexing: the indices' broadcast shape takes their axes' place, or the front where they are apart.</summary>
    private static TensorValue Gather(Operation op, TensorValue view, List<(int Axis, TensorValue Index)> gathered)
    {
        var shape = op.At_(() => Shapes.Broadcast(op.Name, [.. gathered.Select(static g => g.Index.Sizes)]));
        var axes = gathered.ConvertAll(static g => g.Axis);
        var isTogether = axes[axes.Count - 1] - axes[0] == axes.Count - 1;
        var rest = Enumerable.Range(0, view.Rank).Where(i => !axes.Contains(i)).ToList();
        var before = isTogether ? rest.Where(i => i < axes[0]).ToList() : [];
        long[] sizes = [.. before.Select(i => view.Sizes[i]), .. shape, .. rest.Skip(before.Count).Select(i => view.Sizes[i])];
        var result = op.Emit("index", sizes, [view, .. gathered.Select(static g => g.Index)], type: view.Type);
        // What the indices don't reach keeps its order in memory.
        long[] kept = [.. before.Select(i => view.Strides[i]), .. shape.Select(static _ => 0L), .. rest.Skip(before.Count).Select(i => view.Strides[i])];
        return result.Laid(Shapes.StridesLike(sizes, [new TensorValue(sizes, kept, view.Node, view.Type)]));
    }

    private static long Number(Operation op, Value value) => Arguments.AsInteger(value) ?? throw CodeFault.Unknown($"the index isn't known: {Arguments.Because(value, "expected an integer")}", op.At);

    private static TensorValue Slice(Operation op, TensorValue view, int axis, Value? start, Value? stop, Value? step)
    {
        var size = view.Sizes[axis];
        var by = step is null or KnownValue { Boxed: null } ? 1 : Number(op, step);
        return by >= 1
            ? TensorOps.Slice(view, axis, Bound(start, 0), Bound(stop, size), by)
            : throw new CodeFault(FaultId.OutOfRange, $"the step of a slice is {Text.Of(by)}; expected at least 1", op.At);

        long Bound(Value? value, long otherwise) => value switch
        {
            null or KnownValue { Boxed: null } => otherwise,
            FromEndValue fromEnd => Clamp(size - Number(op, fromEnd.Index), size),
            _ => Clamp(Number(op, value), size),
        };
    }

    /// <summary>An assignment to a part of a tensor writes into its memory.</summary>
    public static void AssignIndex(Operation op, TensorValue target, IReadOnlyList<Value> indices, Value value)
    {
        // The part is worked out so that indices out of range are found; a mask picks what can't be told.
        if (!indices.Any(static i => i is TensorValue) && value is TensorValue source)
        {
            var part = Index(op, target, indices);
            var sizes = op.At_(() => Shapes.Broadcast(op.Name, part.Sizes, source.Sizes));
            if (!sizes.SequenceEqual(part.Sizes))
            {
                throw op.Mismatch($"{source.Text} is assigned to {part.Text}");
            }
        }

        if (target.Node >= 0)
        {
            target.Become(op.Emit("index_put", target.Sizes, [target, value, .. indices], storage: Storage.InPlace, type: target.Type).Node);
        }
    }
}
