using Burden.Generator.Layers;
using Burden.Onnx.Graphs;
using Burden.Onnx.Proto;
using Burden.Onnx.Reading;
using Burden.Onnx.Values;

namespace Burden.Onnx.Evaluation;

/// <summary>
/// Calls of functions that a file notes to be one layer: they are one row, with that layer kind's costs. The function's operators
/// are followed all the same, and the note must agree with them: in the output's shape, in what is stored, in the multiply-adds.
/// </summary>
internal static class LayerCalls
{
    /// <summary>Puts one layer in place of the operators that a call has run.</summary>
    /// <param name="node">The call, which has a note.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="output">What its operators yield.</param>
    /// <param name="prefix">The way to the graph or function that it stands in.</param>
    /// <param name="recorder">Where its operators are recorded.</param>
    /// <param name="first">The first of them.</param>
    /// <returns>What the layer yields.</returns>
    /// <exception cref="OnnxException">The note is none, or doesn't agree with the operators.</exception>
    public static TensorValue Merge(NodeMessage node, IReadOnlyList<OnnxValue?> inputs, TensorValue output, string prefix, GraphRecorder recorder, int first)
    {
        List<TensorValue> reads = [.. inputs.OfType<TensorValue>().Where(static i => !i.IsConstant)];
        List<StoredTensor> stored = [.. inputs.OfType<TensorValue>().Where(static i => i.IsConstant).SelectMany(static i => i.Sources)];
        var note = LayerNote.Parse(node.Layer, [.. reads.Select(static r => GraphRecorder.ShapeOf(r.Sizes))]);
        var macs = recorder.Take(first, stored);
        if (note.IsNeverRun)
        {
            var weights = stored.Select(s => s.Weight with { IsTrainable = !note.Buffers.Contains(s.Name.Split('.')[^1]) });
            var costs = new LayerCosts(GraphRecorder.ShapeOf(output.Sizes)) { Storage = Storage.None };
            return new TensorValue(output.Type, output.Sizes, recorder.AddLayer(node, prefix, note.Kind, costs, output.Type, [], [.. weights.Zip(stored)]));
        }

        var layer = note.Apply(out var used);
        Check(note, layer, output, stored, macs);
        List<(Weight, StoredTensor)> named = [.. layer.Weights.Zip(stored, static (w, s) => (s.Weight with { IsTrainable = w.IsTrainable }, s))];
        return new TensorValue(output.Type, output.Sizes, recorder.AddLayer(node, prefix, note.Kind, Times(layer, note.Batch), output.Type, [.. used.Select(u => reads[u].Node)], named));
    }

    private static void Check(LayerNote note, LayerCosts layer, TensorValue output, List<StoredTensor> stored, long macs)
    {
        long[] sizes = [checked(layer.Output.Count * note.Batch), .. layer.Output.Dimensions];
        if (!sizes.SequenceEqual(output.Sizes))
        {
            throw Differs($"yields {TensorValue.Describe(sizes)}; its operators yield {output.Text}");
        }

        if (!layer.Weights.Select(static w => w.Elements).SequenceEqual(stored.Select(static s => s.Sizes.Product())))
        {
            throw Differs($"stores {Describe(layer.Weights.Select(static w => $"{w}"))}; the call has {Describe(stored.Select(static s => $"'{s.Name}' {TensorValue.Describe(s.Sizes)}"))}");
        }

        // A run computes all products, and hides those that a query doesn't see.
        var own = checked(layer.Macs * note.Batch);
        var hides = layer.Attention is { IsCausal: true } or { Window: > 0 };
        if (own > macs || (own < macs && !hides))
        {
            throw Differs($"has {Text.Grouped(own)} multiply-adds; its operators have {Text.Grouped(macs)}");
        }

        OnnxException Differs(string how) => new(OnnxFaultKind.Shape, $"its note '{LayerNote.Key}' says that it is a {note.Kind}, which {how}");
    }

    private static string Describe(IEnumerable<string> tensors) => string.Join(", ", tensors.DefaultIfEmpty("nothing"));

    private static LayerCosts Times(LayerCosts costs, long batch) => batch == 1 ? costs : checked(costs with
    {
        Output = costs.Output.WithCount(costs.Output.Count * batch),
        Macs = costs.Macs * batch,
        Flops = costs.Flops * batch,
        Exponentials = costs.Exponentials * batch,
        ExtraElements = costs.ExtraElements * batch,
    });
}
