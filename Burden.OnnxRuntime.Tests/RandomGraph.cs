using Burden.Onnx.Tests.Models;

namespace Burden.OnnxRuntime.Tests;

/// <summary>Writes a model of a dozen operators on images and sequences, whose sizes it works out for itself.</summary>
internal sealed class RandomGraph(int seed)
{
    private readonly Random random = new(seed);
    private readonly GraphWriter graph = new();
    private readonly List<(string Name, long[] Sizes)> values = [];

    public byte[] Write()
    {
        var (height, width) = (12L + random.Next(9), 12L + random.Next(9));
        Add(graph.Float("image", "batch", 3L, height, width), [2, 3, height, width]);
        Add(graph.Float("sequence", "batch", 7L, 8L), [2, 7, 8]);
        for (var i = 0; i < 14; i++)
        {
            Step();
        }

        return graph.Output(graph.LastOutput).Model(18, 8);
    }

    private void Step()
    {
        var (name, sizes) = values[random.Next(values.Count)];
        if (sizes.Aggregate(1L, static (a, b) => a * b) > 200_000)
        {
            return;
        }

        switch (random.Next(sizes.Length == 4 ? 22 : 16))
        {
            case 0:
                Add(graph.Node(Pick("Relu", "Sigmoid", "Tanh", "Abs", "Neg", "Softplus", "HardSwish"), [name]), sizes);
                break;
            case 1:
                var order = Enumerable.Range(0, sizes.Length).OrderBy(_ => random.Next()).ToArray();
                Add(graph.Node("Transpose", [name], ("perm", order.Select(static o => (long)o).ToArray())), [.. order.Select(o => sizes[o])]);
                break;
            case 2:
                var axis = random.Next(sizes.Length);
                Add(graph.Node("Unsqueeze", [name, graph.Integers(axis)]), [.. sizes[..axis], 1, .. sizes[axis..]]);
                break;
            case 3:
                Add(graph.Node("Flatten", [name], ("axis", 1L)), [sizes[0], sizes[1..].Aggregate(1L, static (a, b) => a * b)]);
                break;
            case 4:
                var last = sizes[^1];
                var outputs = 1 + random.Next(9);
                Add(graph.Node("MatMul", [name, graph.Weight($"m{values.Count}", last, outputs)]), [.. sizes[..^1], outputs]);
                break;
            case 5:
                Add(graph.Node("Add", [name, graph.Weight($"a{values.Count}", sizes[^1])]), sizes);
                break;
            case 6:
                var joined = random.Next(sizes.Length);
                Add(graph.Node("Concat", [name, name], ("axis", (long)joined)), With(sizes, joined, 2 * sizes[joined]));
                break;
            case 7:
                var cut = random.Next(sizes.Length);
                var start = random.Next((int)sizes[cut]);
                var step = 1 + random.Next(2);
                Add(graph.Node("Slice", [name, graph.Integers(start), graph.Integers(int.MaxValue), graph.Integers(cut), graph.Integers(step)]), With(sizes, cut, (sizes[cut] - start + step - 1) / step));
                break;
            case 8:
                var reduced = random.Next(sizes.Length);
                Add(graph.Node(Pick("ReduceMean", "ReduceMax", "ReduceL2"), [name, graph.Integers(reduced)]), With(sizes, reduced, 1));
                break;
            case 9:
                Add(graph.Node("Softmax", [name], ("axis", (long)random.Next(sizes.Length))), sizes);
                break;
            case 10:
                Add(graph.Node("LayerNormalization", [name, graph.Weight($"n{values.Count}", sizes[^1])]), sizes);
                break;
            case 11:
                // The batch's own size, read from the shape.
                var batch = graph.Node("Slice", [graph.Node("Shape", [name]), graph.Integers(0), graph.Integers(1)]);
                Add(graph.Node("Reshape", [name, graph.Node("Concat", [batch, graph.Integers(-1)], ("axis", 0L))]), [sizes[0], sizes[1..].Aggregate(1L, static (a, b) => a * b)]);
                break;
            case 12:
                var pads = sizes.Select(_ => (long)random.Next(3)).Concat(sizes.Select(_ => (long)random.Next(3))).ToArray();
                Add(graph.Node("Pad", [name, graph.Integers(pads)]), [.. sizes.Select((s, i) => s + pads[i] + pads[i + sizes.Length])]);
                break;
            case 13:
                var other = values.Where(v => v.Sizes.Length == sizes.Length && v.Sizes.Zip(sizes).All(static p => p.First == p.Second || p.First == 1 || p.Second == 1)).ToArray();
                var second = other[random.Next(other.Length)];
                Add(graph.Node(Pick("Add", "Mul", "Sub", "Max"), [name, second.Name]), [.. second.Sizes.Zip(sizes, Math.Max)]);
                break;
            case 14:
                var split = Array.FindIndex(sizes, static s => s > 1);
                if (split >= 0)
                {
                    var parts = graph.Nodes("Split", 2, [name], ("axis", (long)split), ("num_outputs", 2L));
                    Add(parts[0], With(sizes, split, (sizes[split] + 1) / 2));
                    Add(parts[1], With(sizes, split, sizes[split] / 2));
                }

                break;
            case 15:
                Add(graph.Node("Gather", [name, graph.Integer(random.Next((int)sizes[^1]))], ("axis", (long)(sizes.Length - 1))), sizes[..^1]);
                break;
            case 16 or 17:
                Convolve(name, sizes);
                break;
            case 18 or 19:
                Pool(name, sizes);
                break;
            case 20:
                Add(graph.Node("Resize", [name, "", graph.Reals(1, 1, 2, 1.5f)], ("mode", "linear")), [sizes[0], sizes[1], 2 * sizes[2], (long)(1.5f * sizes[3])]);
                break;
            default:
                Add(graph.Node("GlobalAveragePool", [name]), [sizes[0], sizes[1], 1, 1]);
                break;
        }
    }

    private void Convolve(string name, long[] sizes)
    {
        var (channels, kernel, stride, pad) = (1 + random.Next(6), 1 + random.Next(3), 1 + random.Next(2), random.Next(2));
        if (sizes[2] + (2 * pad) < kernel || sizes[3] + (2 * pad) < kernel)
        {
            return;
        }

        Add(
            graph.Node("Conv", [name, graph.Weight($"w{values.Count}", channels, sizes[1], kernel, kernel)], ("strides", new long[] { stride, stride }), ("pads", new long[] { pad, pad, pad, pad })),
            [sizes[0], channels, ((sizes[2] + (2 * pad) - kernel) / stride) + 1, ((sizes[3] + (2 * pad) - kernel) / stride) + 1]);
    }

    private void Pool(string name, long[] sizes)
    {
        if (sizes[2] < 3 || sizes[3] < 3)
        {
            return;
        }

        Add(graph.Node(Pick("MaxPool", "AveragePool"), [name], ("kernel_shape", new long[] { 3, 2 }), ("strides", new long[] { 2, 2 })), [sizes[0], sizes[1], ((sizes[2] - 3) / 2) + 1, ((sizes[3] - 2) / 2) + 1]);
    }

    /// <summary>Keeps a value for later steps, if it is one that they can go on from.</summary>
    private void Add(string name, long[] sizes)
    {
        if (sizes.Length <= 4 && sizes.Length > 0 && sizes.All(static s => s > 0))
        {
            values.Add((name, sizes));
        }
    }

    private static long[] With(long[] sizes, int axis, long size)
    {
        var result = sizes.ToArray();
        result[axis] = size;
        return result;
    }

    private string Pick(params string[] words) => words[random.Next(words.Length)];
}
