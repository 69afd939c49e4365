using System.Text;
using Burden.Generator.Costs;
using Burden.Generator.Layers;
using Burden.Generator.Model;
using Burden.Onnx;
using Burden.Onnx.Tests.Models;
using Burden.Tool.Exporting;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Burden.OnnxRuntime.Tests.Exporting;

/// <summary>A declared network in an ONNX file, which is read back, and run.</summary>
internal sealed class ExportedNetwork : IDisposable
{
    private static readonly Figure[] Compared =
        [Figure.Parameters, Figure.Buffers, Figure.ParameterBytes, Figure.FeatureElements, Figure.FeatureBytes, Figure.Macs, Figure.Flops];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("burden-export");
    private readonly NetworkSettings settings;
    private readonly CostTable costs;
    private readonly string path;
    private readonly string? output;
    private readonly CustomOperators custom = new();

    public ExportedNetwork(NetworkDeclaration network, WeightValues weights = WeightValues.Zero, long opset = 20, bool outside = true, string? output = null)
    {
        settings = network.Settings;
        costs = Costing.Of(network, CancellationToken.None).Table;
        this.output = output;
        path = Path.Combine(folder.FullName, "model.onnx");
        NetworkExporter.Export(network, output, custom, opset, CancellationToken.None).Write(path, weights, seed: 1, outside, CancellationToken.None);
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Reads the file, and compares its figures with the network's.</summary>
    public void ReadBack()
    {
        var reading = OnnxModel.Read(path, new OnnxOptions { Rules = custom.Rules });
        Assert.True(reading.IsSound, string.Join('\n', reading.Faults));
        var read = reading.Costs!;
        var differences = Compared
            .Where(f => costs.Amount(f) != read.Amount(f))
            .Select(f => $"{f.Name}: declared {costs.Amount(f)}, read {read.Amount(f)}").ToList();
        if (differences.Count > 0)
        {
            differences.AddRange(LayerDifferences(read).Take(10));
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    /// <summary>Runs the file with every layer's output exposed, and compares types and shapes with the declared ones.</summary>
    /// <returns>How many layers were compared.</returns>
    public int Run()
    {
        var nodes = costs.Graph.Nodes;
        HashSet<string> outputs = output is null ? [.. costs.Graph.Outputs.Select(o => nodes[o].Path)] : [output];
        var written = new HashSet<int>(Enumerable.Range(0, nodes.Count).Where(i => output is null || nodes[i].Path == output));
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            written.UnionWith(written.Contains(i) ? nodes[i].Reads : []);
        }

        var layers = written.Select(i => nodes[i]).Where(static n => !n.IsInput && n.Costs.Storage != Storage.None).ToDictionary(static n => n.Path, StringComparer.Ordinal);
        var more = new ModelBytes();
        foreach (var path in layers.Keys.Where(p => !outputs.Contains(p)))
        {
            more.Message(12, new ModelBytes().Text(1, path));
        }

        // Messages that follow one another are one message.
        using (var file = new FileStream(path, FileMode.Append))
        {
            file.Write(new ModelBytes().Message(7, more).ToArray());
        }

        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, IntraOpNumThreads = 2 };
        options.AddSessionConfigEntry("session.disable_prepacking", "1");
        using var session = new InferenceSession(path, options);
        using var run = new RunOptions();
        var names = session.InputMetadata.Keys.ToList();
        var inputs = names.ConvertAll(n => Input(session.InputMetadata[n]));
        using var results = session.Run(run, names, inputs, session.OutputNames);
        inputs.ForEach(static i => i.Dispose());

        var differences = new StringBuilder();
        var compared = 0;
        for (var i = 0; i < results.Count; i++)
        {
            if (layers.TryGetValue(session.OutputNames[i], out var layer))
            {
                compared++;
                var actual = results[i].GetTensorTypeAndShape();
                long[] expected = [settings.Batch * layer.Costs.Output.Count, .. layer.Costs.Output.Dimensions];
                var type = (TensorElementType)(int)ElementTypesOf.Of(layer.Costs.OutputType ?? settings.FeatureType);
                if (!actual.Shape.SequenceEqual(expected) || actual.ElementDataType != type)
                {
                    differences.Append($"{layer.Path}: the runtime has {actual.ElementDataType} {string.Join('x', actual.Shape)}, declared is {type} {string.Join('x', expected)}\n");
                }
                else if (type == TensorElementType.Float && !results[i].GetTensorDataAsSpan<float>().IsFinite())
                {
                    differences.Append($"{layer.Path} has values that aren't finite\n");
                }
            }
        }

        Assert.True(differences.Length == 0, differences.ToString());
        Assert.Equal(layers.Count, compared);
        return compared;
    }

    private IEnumerable<string> LayerDifferences(CostTable read)
    {
        var known = read.Graph.Nodes.Select(static (n, i) => (n, i)).ToLookup(static n => n.n.Path, static n => n.i);
        for (var i = 0; i < costs.Graph.Nodes.Count; i++)
        {
            var node = costs.Graph.Nodes[i];
            if (!node.IsInput && known[node.Path].DefaultIfEmpty(-1).First() is var at)
            {
                var (declared, other) = (costs.Nodes[i]!, at < 0 ? null : read.Nodes[at]!);
                foreach (var figure in Compared.Where(f => other is null || declared[f] != other[f]))
                {
                    yield return $"{node.Path} ({node.Kind} {node.Costs.Output}): {figure.Name} declared {declared[figure]}, read {other?[figure]}";
                }
            }
        }
    }

    private static OrtValue Input(NodeMetadata input)
    {
        long[] sizes = [.. input.Dimensions.Select(static d => (long)d)];
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, input.ElementDataType, sizes);
        var raw = value.GetTensorMutableRawData();
        raw.Clear();
        if (input.ElementDataType == TensorElementType.Float)
        {
            var floats = value.GetTensorMutableDataAsSpan<float>();
            for (var i = 0; i < floats.Length; i++)
            {
                floats[i] = ((i * 37 % 101) - 50) / 50f;
            }
        }

        return value;
    }
}

file static class Values
{
    public static bool IsFinite(this ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
