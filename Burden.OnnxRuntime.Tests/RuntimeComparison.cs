using System.Runtime.InteropServices;
using System.Text;
using Burden.Onnx;
using Burden.Onnx.Tests.Models;
using Burden.Onnx.Values;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Burden.OnnxRuntime.Tests;

/// <summary>Runs a model with every value of its graph as an output, and compares types and shapes with what Burden reads.</summary>
internal static class RuntimeComparison
{
    /// <summary>Reads and runs a model.</summary>
    /// <param name="fill">The integers of an input, where they matter; zeros else.</param>
    /// <returns>How many values were compared.</returns>
    public static int Compare(byte[] model, string dimensions = "", Func<string, long[]?>? fill = null)
    {
        var reading = OnnxModel.Read(new MemoryStream(model), "model.onnx", new OnnxOptions { Dimensions = dimensions });
        Assert.True(reading.IsSound, string.Join('\n', reading.Faults));
        Assert.NotNull(reading.Costs!.Total);
        return Compare(model, reading, fill);
    }

    public static int Compare(byte[] model, OnnxReading reading, Func<string, long[]?>? fill)
    {
        var exposed = Expose(model, reading);
        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, IntraOpNumThreads = 1 };
        using var session = new InferenceSession(exposed, options);
        var names = session.InputMetadata.Keys.Where(reading.Inputs.Contains).ToList();
        var inputs = names.ConvertAll(name => Input((TensorValue)reading.Values[name]!, fill?.Invoke(name)));
        using var run = new RunOptions();
        using var results = session.Run(run, names, inputs, session.OutputNames);
        var differences = new StringBuilder();
        var compared = 0;
        for (var i = 0; i < results.Count; i++)
        {
            var name = session.OutputNames[i];
            if (!results[i].IsTensor || reading.Values.GetValueOrDefault(name) is not TensorValue read)
            {
                continue;
            }

            var actual = results[i].GetTensorTypeAndShape();
            compared++;
            if (!actual.Shape.SequenceEqual(read.Sizes) || (int)actual.ElementDataType != (int)read.Type)
            {
                differences.Append(name).Append(": the runtime has ").Append(actual.ElementDataType).Append(' ').AppendJoin('x', actual.Shape)
                    .Append(", Burden ").Append(read.Type).Append(' ').AppendJoin('x', read.Sizes).Append('\n');
            }
        }

        Assert.True(differences.Length == 0, differences.ToString());
        inputs.ForEach(static i => i.Dispose());
        return compared;
    }

    /// <summary>Adds every value to the graph's outputs: messages that follow one another are one message.</summary>
    private static byte[] Expose(byte[] model, OnnxReading reading)
    {
        var more = new ModelBytes();
        var produced = Produced(model);
        foreach (var name in reading.Values.Keys.Where(n => produced.Contains(n) && !reading.Outputs.Contains(n) && reading.Values[n] is TensorValue))
        {
            more.Message(12, new ModelBytes().Text(1, name));
        }

        return [.. model, .. new ModelBytes().Message(7, more).ToArray()];
    }

    /// <summary>What nodes of the graph yield; initializers and inputs are none.</summary>
    private static HashSet<string> Produced(byte[] model)
    {
        var wire = new Onnx.Proto.WireReader(new MemoryStream(model));
        var message = new Onnx.Proto.MessageReader(wire, static _ => null).Model();
        return [.. message.Graph!.Nodes.SelectMany(static n => n.Outputs).Where(static o => o.Length > 0)];
    }

    private static OrtValue Input(TensorValue tensor, long[]? integers)
    {
        long[] sizes = [.. tensor.Sizes];
        if (tensor.Type == Onnx.Values.ElementType.String)
        {
            return OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, sizes);
        }

        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, (TensorElementType)(int)tensor.Type, sizes);
        if (sizes.Aggregate(1L, static (a, b) => a * b) == 0)
        {
            return value;
        }

        var raw = value.GetTensorMutableRawData();
        raw.Clear();
        if (tensor.Type == Onnx.Values.ElementType.Float)
        {
            var floats = MemoryMarshal.Cast<byte, float>(raw);
            for (var i = 0; i < floats.Length; i++)
            {
                floats[i] = ((i * 37 % 101) - 50) / 50f;
            }
        }

        integers ??= tensor.Data?.Integers;
        for (var i = 0; integers is not null && i < integers.Length; i++)
        {
            var size = tensor.Type.Bits() / 8;
            BitConverter.GetBytes(integers[i]).AsSpan(0, size).CopyTo(raw[(i * size)..]);
        }

        return value;
    }
}
