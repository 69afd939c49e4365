using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;

namespace Burden.Generator.TorchSharp;

/// <content>Matrix products and sums of products.</content>
internal static partial class TensorFunctions
{
    private static void AddProducts(Dictionary<string, Func<FunctionCall, Value>> table)
    {
        foreach (var (name, left, right) in new[] { ("matmul", 0, 0), ("mm", 2, 2), ("mv", 2, 1), ("dot", 1, 1), ("vdot", 1, 1) })
        {
            table[name] = c => left == 0 || (c.Input.Rank == left && c.OtherTensor.Rank == right)
                ? TensorOps.MatMul(c.Op, c.Input, c.OtherTensor)
                : throw c.Op.Mismatch($"{c.Input.Text} and {c.OtherTensor.Text}; expected {Dimensions(left)} and {Dimensions(right)}");
        }

        // Products with the rows of the second, as a linear layer's with its weights.
        table["inner"] = static c => c.Input.Rank == 0 || c.OtherTensor.Rank == 0 ? Arithmetic(c.Op, "mul", c.Input, c.OtherTensor)
            : c.OtherTensor.Rank <= 2 ? TensorOps.MatMul(c.Op, c.Input, TransposeLast(c.Op, c.OtherTensor))
            : Inner(c.Op, c.Input, c.OtherTensor);

        table["bmm"] = static c => c.Input.Rank == 3 && c.OtherTensor.Rank == 3 && c.Input.Sizes[0] == c.OtherTensor.Sizes[0]
            ? TensorOps.MatMul(c.Op, c.Input, c.OtherTensor)
            : throw c.Op.Mismatch($"{c.Input.Text} and {c.OtherTensor.Text}; expected two batches of matrices of one size");
        foreach (var (name, left, right) in new[] { ("addmm", "mat1", "mat2"), ("addmv", "mat", "vec") })
        {
            table[name] = c =>
            {
                var product = TensorOps.MatMul(c.Op, c.Arguments.Tensor(left), c.Arguments.Tensor(right), c.Reads, addends: 1);
                return c.Op.At_(() => Shapes.Broadcast(c.Op.Name, c.Input.Sizes, product.Sizes)).SequenceEqual(product.Sizes)
                    ? product
                    : throw c.Op.Mismatch($"{c.Input.Text} doesn't fit the product {product.Text}, to which it is added");
            };
        }

        foreach (var name in new[] { "outer", "ger" })
        {
            table[name] = static c => c.Input.Rank == 1 && c.OtherTensor.Rank == 1
                ? c.Op.Emit("outer", [c.Input.Sizes[0], c.OtherTensor.Sizes[0]], [c.Input, c.OtherTensor], checked(c.Input.Sizes[0] * c.OtherTensor.Sizes[0]))
                : throw c.Op.Mismatch($"{c.Input.Text} and {c.OtherTensor.Text}; expected two vectors");
        }

        table["einsum"] = static c => Einsum(c);
        table["tensordot"] = static c => TensorDot(c);
        table["cdist"] = static c => Distances(c);
        table["kron"] = static c => c.Op.Emit("kron", [.. c.Input.Sizes.Zip(c.OtherTensor.Sizes, static (a, b) => checked(a * b))], c.Reads, checked(c.Input.Elements * c.OtherTensor.Elements));
        table["multi_dot"] = static c => Tensors(c.Arguments, c.Arguments.Find("tensors")!) is { Count: > 0 } matrices
            ? matrices.Skip(1).Aggregate(matrices[0], (product, next) => TensorOps.MatMul(c.Op, product, next))
            : throw c.Op.Mismatch("there is nothing to multiply");
        table["chain_matmul"] = static c => Tensors(c.Arguments, c.Arguments[0]) is { Count: > 0 } matrices
            ? matrices.Skip(1).Aggregate(matrices[0], (product, next) => TensorOps.MatMul(c.Op, product, next))
            : throw c.Op.Mismatch("there is nothing to multiply");
        table["bilinear"] = static c => TensorOps.Bilinear(c.Op, c.Arguments.Tensor("input1"), c.Arguments.Tensor("input2"), c.Arguments.Tensor("weight").Sizes, c.Arguments.Has("bias"), c.Reads);
        table["scaled_dot_product_attention"] = static c => TensorOps.Attention(
            c.Op, c.Arguments.Tensor("query"), c.Arguments.Tensor("key"), c.Arguments.Tensor("value"), c.Reads, c.Arguments.Flag(false, "is_casual", "is_causal"), c.Arguments.Find("p") is { } rate && Arguments.AsReal(rate) is not (null or 0));
        table["linear"] = static c => c.Arguments.Tensor("weights", "weight") is var weight && weight.Rank == 2
            ? TensorOps.Linear(c.Op, c.Input, weight.Sizes, c.Arguments.Has("bias"), [c.Input, weight])
            : throw c.Op.Mismatch($"the weights are {weight.Text}; expected outputs x inputs");
    }

    private static string Dimensions(int rank) => rank == 1 ? "a vector" : "a matrix";

    private static TensorValue Inner(Operation op, TensorValue left, TensorValue right)
    {
        var features = left.Sizes[left.Rank - 1];
        long[] sizes = features == right.Sizes[right.Rank - 1]
            ? [.. left.Sizes.Take(left.Rank - 1), .. right.Sizes.Take(right.Rank - 1)]
            : throw op.Mismatch($"{left.Text} and {right.Text} differ in their last dimension");
        var macs = checked(sizes.Product() * features);
        return op.Emit("MatMul", new LayerCosts(Shapes.OfNode(sizes)) { Macs = macs, Flops = macs }, sizes, [left, right], keeping: Contracted(op, left, [left.Rank - 1], right, [right.Rank - 1]));
    }

    /// <summary>
    /// A sum of products over the letters that the result leaves out: what two operands share and lose is one matrix
    /// product; of more operands, two at a time from the left, as PyTorch does.
    /// </summary>
    private static TensorValue Einsum(FunctionCall c)
    {
        var equation = c.Arguments.Find("equation") is KnownValue { Boxed: string text } ? text.Replace(" ", "") : throw CodeFault.Unknown("einsum: the equation isn't known", c.Op.At);
        var tensors = Tensors(c.Arguments, c.Arguments.Find("tensors")!);
        var arrow = equation.IndexOf("->", StringComparison.Ordinal);
        var operands = (arrow < 0 ? equation : equation.Substring(0, arrow)).Split(',');
        if (operands.Length != tensors.Count)
        {
            throw c.Op.Mismatch($"the equation \"{equation}\" has {operands.Length} operands; {tensors.Count} tensors are given");
        }

        var sizes = new Dictionary<char, long>();
        var labels = new List<string>();
        for (var i = 0; i < operands.Length; i++)
        {
            labels.Add(Labels(c, operands[i], tensors[i], sizes));
        }

        var output = arrow >= 0
            ? Expanded(equation.Substring(arrow + 2), labels)
            : new string([.. labels.SelectMany(static l => l).Distinct().Where(l => labels.Sum(o => o.Count(x => x == l)) == 1).OrderBy(static l => l)]);
        if (output.FirstOrDefault(l => !sizes.ContainsKey(l)) is var unknown and not '\0')
        {
            throw c.Op.Mismatch($"the result of \"{equation}\" names '{unknown}', which no operand has");
        }

        var macs = 0L;
        var flops = 0L;
        var current = Axes(tensors[0], labels[0]);
        for (var i = 1; i < labels.Count; i++)
        {
            var next = Axes(tensors[i], labels[i]);
            var later = labels.Skip(i + 1).SelectMany(static l => l).Concat(output).ToList();
            // What one operand alone has and nothing later asks for is summed before.
            flops = checked(flops + Summed(current, next) + Summed(next, current));
            var shared = current.Keys.Where(next.ContainsKey).ToList();
            var kept = output.Concat(later.Where(l => !output.Contains(l))).Distinct().Where(l => current.ContainsKey(l) || next.ContainsKey(l)).ToList();
            var products = kept.Concat(shared.Where(l => !later.Contains(l))).Distinct().Select(l => sizes[l]).Product();
            // Without a sum it is a product value by value.
            if (shared.TrueForAll(later.Contains))
            {
                flops = checked(flops + products);
            }
            else
            {
                macs = checked(macs + products);
            }

            current = current.Keys.Concat(next.Keys).All(later.Contains)
                ? Laid(kept, Shapes.StridesLike([.. kept.Select(l => sizes[l])], [Aligned(current, kept), Aligned(next, kept)]))
                // A batch of matrix products, of which the result is a view: what both have, what the left has, what the right has.
                : Contiguous([.. kept.OrderBy(l => current.ContainsKey(l) ? next.ContainsKey(l) ? 0 : 1 : 2)]);

            long Summed(Dictionary<char, (long Size, long Stride)> own, Dictionary<char, (long Size, long Stride)> other)
                => own.Keys.All(l => other.ContainsKey(l) || later.Contains(l)) ? 0 : own.Values.Select(static a => a.Size).Product();
        }

        long[] result = [.. output.Select(l => sizes[l])];
        long[] strides = [.. output.Select(l => current[l].Stride)];
        if (labels.Count == 1)
        {
            if (current.Keys.All(output.Contains))
            {
                return tensors[0].Like(result, strides, tensors[0].Type);
            }

            (flops, strides) = (tensors[0].Elements, TensorValue.Contiguous(result));
        }

        return c.Op.Emit("Einsum", new LayerCosts(Shapes.OfNode(result)) { Macs = macs, Flops = checked(macs + flops) }, result, tensors, keeping: c.Op.Tracer.Autograd is not { } autograd ? null
            : labels.Count == 1 ? new Keeping(Costs.Analyses.SavedTensorRules.Nothing)
            : Products.OfEinsum(autograd, tensors, [.. tensors.Zip(labels, Axes)], output)).Laid(strides);

        // A letter that an operand has twice is its diagonal.
        static Dictionary<char, (long Size, long Stride)> Axes(TensorValue tensor, string letters) => letters.Select((l, i) => (Letter: l, Axis: i)).GroupBy(static l => l.Letter)
            .ToDictionary(static g => g.Key, g => (tensor.Sizes[g.First().Axis], g.Sum(l => tensor.Strides[l.Axis])));

        static TensorValue Aligned(Dictionary<char, (long Size, long Stride)> axes, List<char> letters) => new(
            [.. letters.Select(l => axes.TryGetValue(l, out var axis) ? axis.Size : 1)], [.. letters.Select(l => axes.TryGetValue(l, out var axis) ? axis.Stride : 0)], TensorValue.NoNode, ElementType.Real);

        Dictionary<char, (long Size, long Stride)> Laid(List<char> letters, long[] strides) => letters.Select((l, i) => (l, i)).ToDictionary(static x => x.l, x => (sizes[x.l], strides[x.i]));

        Dictionary<char, (long Size, long Stride)> Contiguous(List<char> letters) => Laid(letters, TensorValue.Contiguous([.. letters.Select(l => sizes[l])]));
    }

    /// <summary>The letters of an operand, an ellipsis spelt out in capitals that equations don't use; their sizes are checked.</summary>
    private static string Labels(FunctionCall c, string operand, TensorValue tensor, Dictionary<char, long> sizes)
    {
        var named = operand.Replace("...", "").Length;
        var hidden = tensor.Rank - named;
        var letters = operand.Replace("...", new string([.. Enumerable.Range(0, Math.Max(0, hidden)).Select(i => (char)('\u2160' + 16 - Math.Max(0, hidden) + i))]));
        if (letters.Length != tensor.Rank)
        {
            throw c.Op.Mismatch($"\"{operand}\" names {named} dimensions; {tensor.Text} has {tensor.Rank}");
        }

        for (var i = 0; i < letters.Length; i++)
        {
            if (!sizes.TryGetValue(letters[i], out var size) || size == 1)
            {
                sizes[letters[i]] = tensor.Sizes[i];
            }
            else if (tensor.Sizes[i] != size && tensor.Sizes[i] != 1)
            {
                throw c.Op.Mismatch($"'{letters[i]}' is {Text.Of(size)} and, in {tensor.Text}, {Text.Of(tensor.Sizes[i])}");
            }
        }

        return letters;
    }

    private static string Expanded(string output, IEnumerable<string> labels)
        => output.Replace("...", new string([.. labels.SelectMany(static l => l).Where(static l => l is >= '\u2150' and < '\u2190').Distinct().OrderBy(static l => l)]));

    private static TensorValue TensorDot(FunctionCall c)
    {
        var (left, right) = (c.Input, c.OtherTensor);
        var count = c.Arguments.Has("dims1") ? 0 : (int)c.Arguments.IntegerOr(2, "dims");
        var first = c.Arguments.Has("dims1") ? c.Arguments.Integers("dims1") : [.. Enumerable.Range(left.Rank - count, count).Select(static i => (long)i)];
        var second = c.Arguments.Has("dims2") ? c.Arguments.Integers("dims2") : [.. Enumerable.Range(0, count).Select(static i => (long)i)];
        var a = c.Op.At_(() => first.Select(d => Shapes.Axis(d, left.Rank, c.Op.Name)).ToList());
        var b = c.Op.At_(() => second.Select(d => Shapes.Axis(d, right.Rank, c.Op.Name)).ToList());
        if (a.Count != b.Count || a.Where((axis, i) => left.Sizes[axis] != right.Sizes[b[i]]).Any())
        {
            throw c.Op.Mismatch($"{left.Text} and {right.Text} don't fit along {string.Join(", ", first)} and {string.Join(", ", second)}");
        }

        long[] sizes = [.. left.Sizes.Where((_, i) => !a.Contains(i)), .. right.Sizes.Where((_, i) => !b.Contains(i))];
        var macs = checked(sizes.Product() * a.Select(axis => left.Sizes[axis]).Product());
        return c.Op.Emit("MatMul", new LayerCosts(Shapes.OfNode(sizes)) { Macs = macs, Flops = macs }, sizes, [left, right], keeping: Contracted(c.Op, left, a, right, b));
    }

    /// <summary>What a product over some axes keeps: that of a sum of products in which they have the same letters, in their order.</summary>
    private static Keeping? Contracted(Operation op, TensorValue left, List<int> a, TensorValue right, List<int> b)
    {
        if (op.Tracer.Autograd is not { } autograd)
        {
            return null;
        }

        const char Summed = 'a', Left = '\u0400', Right = '\u0500';
        var output = new List<char>();
        return Products.OfEinsum(autograd, [left, right], [Axes(left, a, Left), Axes(right, b, Right)], new string([.. output]));

        Dictionary<char, (long Size, long Stride)> Axes(TensorValue tensor, List<int> summed, char free) => Enumerable.Range(0, tensor.Rank).ToDictionary(
            axis => summed.IndexOf(axis) is >= 0 and var at ? (char)(Summed + at) : Free((char)(free + axis)),
            axis => (tensor.Sizes[axis], tensor.Strides[axis]));

        char Free(char letter)
        {
            output.Add(letter);
            return letter;
        }
    }

    private static TensorValue Distances(FunctionCall c)
    {
        var (left, right) = (c.Input, c.OtherTensor);
        if (left.Rank < 2 || right.Rank < 2 || left.Sizes[left.Rank - 1] != right.Sizes[right.Rank - 1])
        {
            throw c.Op.Mismatch($"{left.Text} and {right.Text} are not vectors of one length");
        }

        var batch = c.Op.At_(() => Shapes.Broadcast(c.Op.Name, [.. left.Sizes.Take(left.Rank - 2)], [.. right.Sizes.Take(right.Rank - 2)]));
        long[] sizes = [.. batch, left.Sizes[left.Rank - 2], right.Sizes[right.Rank - 2]];
        // A difference, and its square in the sum.
        return c.Op.Emit("cdist", sizes, [left, right], checked(2 * sizes.Product() * left.Sizes[left.Rank - 1]));
    }
}
