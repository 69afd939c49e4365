using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;

namespace Burden.Generator.TorchSharp;

/// <content>Matrix products and sums of products.</content>
internal static partial class TensorFunctions
{
    private static void AddProducts(Dictionary<string, Func<FunctionCall, Value>> table)
    {
        foreach (var name in new[] { "matmul", "mm", "mv", "dot", "inner", "vdot" })
        {
            table[name] = static c => TensorOps.MatMul(c.Op, c.Input, c.OtherTensor);
        }

        table["bmm"] = static c => c.Input.Rank == 3 && c.OtherTensor.Rank == 3 && c.Input.Sizes[0] == c.OtherTensor.Sizes[0]
            ? TensorOps.MatMul(c.Op, c.Input, c.OtherTensor)
            : throw c.Op.Mismatch($"{c.Input.Text} and {c.OtherTensor.Text}; expected two batches of matrices of one size");
        foreach (var (name, left, right) in new[] { ("addmm", "mat1", "mat2"), ("baddbmm", "batch1", "batch2"), ("addmv", "mat", "vec") })
        {
            table[name] = c => TensorOps.MatMul(c.Op, c.Arguments.Tensor(left), c.Arguments.Tensor(right), c.Reads, addends: 1);
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
        table["scaled_dot_product_attention"] = static c => TensorOps.Attention(
            c.Op, c.Arguments.Tensor("query"), c.Arguments.Tensor("key"), c.Arguments.Tensor("value"), c.Reads, c.Arguments.Flag(false, "is_casual", "is_causal"), c.Arguments.Find("p") is { } rate && Arguments.AsReal(rate) is not (null or 0));
        table["linear"] = static c => c.Arguments.Tensor("weights", "weight") is var weight && weight.Rank == 2
            ? TensorOps.Linear(c.Op, c.Input, weight.Sizes, c.Arguments.Has("bias"), [c.Input])
            : throw c.Op.Mismatch($"the weights are {weight.Text}; expected outputs x inputs");
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
        var current = labels[0];
        for (var i = 1; i < labels.Count; i++)
        {
            var later = labels.Skip(i + 1).SelectMany(static l => l).Concat(output).ToList();
            var all = current.Union(labels[i]).ToList();
            var products = all.Select(l => sizes[l]).Product();
            var kept = new string([.. all.Where(later.Contains)]);
            // Without a sum it is a product value by value.
            if (kept.Length == all.Count)
            {
                flops = checked(flops + products);
            }
            else
            {
                macs = checked(macs + products);
            }

            current = kept;
        }

        if (labels.Count == 1 && output.Length < labels[0].Distinct().Count())
        {
            flops = tensors[0].Elements;
        }

        long[] result = [.. output.Select(l => sizes[l])];
        return c.Op.Emit("Einsum", new LayerCosts(Shapes.OfNode(result)) { Macs = macs, Flops = checked(macs + flops) }, result, tensors);
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
        return c.Op.Emit("MatMul", new LayerCosts(Shapes.OfNode(sizes)) { Macs = macs, Flops = macs }, sizes, [left, right]);
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
