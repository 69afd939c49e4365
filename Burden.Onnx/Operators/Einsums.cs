using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;

namespace Burden.Onnx.Operators;

/// <summary>
/// Sums of products over the letters that the result leaves out: what two operands share and lose is one matrix product; of
/// more operands, two at a time from the left.
/// </summary>
internal static class Einsums
{
    public static void Apply(OperatorCall call)
    {
        var equation = call.Word("equation", "").Replace(" ", "", StringComparison.Ordinal);
        var arrow = equation.IndexOf("->", StringComparison.Ordinal);
        var operands = (arrow < 0 ? equation : equation[..arrow]).Split(',');
        var tensors = call.Tensors.ToList();
        if (operands.Length != tensors.Count)
        {
            throw call.Fault($"the equation \"{equation}\" has {operands.Length} operands; {tensors.Count} are given");
        }

        var sizes = new Dictionary<char, long>();
        var labels = operands.Select((operand, i) => Labels(call, operand, tensors[i].Sizes, sizes)).ToList();
        var output = arrow >= 0
            ? Expanded(equation[(arrow + 2)..], labels)
            : Expanded("...", labels) + string.Concat(labels.SelectMany(static l => l).Distinct().Where(l => !IsHidden(l) && labels.Sum(o => o.Count(x => x == l)) == 1).Order());
        if (output.FirstOrDefault(l => !sizes.ContainsKey(l)) is var unknown and not '\0')
        {
            throw call.Fault($"the result of \"{equation}\" names '{unknown}', which no operand has");
        }

        var (macs, flops) = (0L, 0L);
        var current = labels[0];
        for (var i = 1; i < labels.Count; i++)
        {
            var later = labels.Skip(i + 1).SelectMany(static l => l).Concat(output).ToHashSet();
            var all = current.Union(labels[i]).ToList();
            var products = all.Select(l => sizes[l]).Product();
            var kept = string.Concat(all.Where(later.Contains));
            // Without a sum it is a product value by value.
            (macs, flops) = kept.Length == all.Count ? (macs, checked(flops + products)) : (checked(macs + products), flops);
            current = kept;
        }

        if (labels.Count == 1 && output.Length < labels[0].Distinct().Count())
        {
            flops = tensors[0].Elements;
        }

        call.Yield("Einsum", new LayerCosts(Shape.Of()) { Macs = macs, Flops = checked(macs + flops) }, [.. output.Select(l => sizes[l])], tensors[0].Type);
    }

    /// <summary>The letters of an operand, an ellipsis spelt out in signs that equations don't use.</summary>
    private static string Labels(OperatorCall call, string operand, IReadOnlyList<long> shape, Dictionary<char, long> sizes)
    {
        var hasHidden = operand.Contains("...", StringComparison.Ordinal);
        var named = operand.Replace("...", "", StringComparison.Ordinal).Length;
        var hidden = shape.Count - named;
        if (hidden < 0 || (hidden > 0 && !hasHidden) || hidden > 16)
        {
            throw call.Fault($"\"{operand}\" names {named} dimensions; its operand has {shape.Count}");
        }

        var letters = operand.Replace("...", string.Concat(Enumerable.Range(0, hidden).Select(i => (char)('\u2170' - hidden + i))), StringComparison.Ordinal);
        for (var i = 0; i < letters.Length; i++)
        {
            if (!sizes.TryGetValue(letters[i], out var size) || size == 1)
            {
                sizes[letters[i]] = shape[i];
            }
            else if (shape[i] != size && shape[i] != 1)
            {
                throw call.Fault($"'{letters[i]}' is {Text.Of(size)} and {Text.Of(shape[i])}");
            }
        }

        return letters;
    }

    private static bool IsHidden(char letter) => letter is >= '\u2160' and < '\u2170';

    private static string Expanded(string output, IEnumerable<string> labels)
        => output.Replace("...", string.Concat(labels.SelectMany(static l => l).Where(IsHidden).Distinct().Order()), StringComparison.Ordinal);
}
