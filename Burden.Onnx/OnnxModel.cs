using Burden.Generator.Costs;
using Burden.Generator.Graphs;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Graphs;
using Burden.Onnx.Proto;
using Burden.Onnx.Reading;
using Burden.Onnx.Values;

namespace Burden.Onnx;

/// <summary>Reads what the network in an ONNX file costs, without its weights.</summary>
internal static class OnnxModel
{
    /// <summary>The model's note that FLOPs are to include exponentials.</summary>
    public const string ExponentialsKey = "burden.count_exponentials";

    /// <summary>Reads a file. Nothing is thrown for what is wrong with it: <see cref="OnnxReading.Faults"/> say what.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static OnnxReading Read(string path, OnnxOptions options, CancellationToken cancellation = default)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return Read(stream, path, options, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return OnnxReading.Failed(path, new OnnxFault(OnnxFaultKind.File, path, "", $"the file can't be read: {fault.Message}"));
        }
    }

    /// <summary>Reads a model from a stream that can seek.</summary>
    /// <param name="path">What messages call it, and where files of weights lie beside it.</param>
    public static OnnxReading Read(Stream stream, string path, OnnxOptions options, CancellationToken cancellation = default)
    {
        var files = new List<string>();
        try
        {
            var model = Parse(stream, path, files, cancellation);
            var reading = Follow(model, path, options, cancellation) with { ExternalFiles = files };
            return options.Batch is not null && FixedBatch.Find(AtOwnBatch(model, path, options, cancellation), reading) is { } fault
                ? OnnxReading.Failed(path, fault) with { ExternalFiles = files }
                : reading;
        }
        catch (OnnxException fault)
        {
            return OnnxReading.Failed(path, new OnnxFault(fault.Kind, path, fault.Place ?? "", fault.Message)) with { ExternalFiles = files };
        }
    }

    private static ModelMessage Parse(Stream stream, string path, List<string> files, CancellationToken cancellation)
    {
        var wire = new WireReader(stream, cancellation);
        var reader = new MessageReader(wire, location => Beside(path, location, files));
        try
        {
            var model = reader.Model();
            return model.Graph is not null
                ? model
                : throw new OnnxException(OnnxFaultKind.Format, stream.Length == 0 ? "the file is empty" : "the file holds no graph; it is no ONNX model", "");
        }
        catch (WireException fault)
        {
            var place = fault.Offset < 0 ? reader.Place : $"byte {Text.Grouped(fault.Offset)}{(reader.Place.Length == 0 ? "" : $", in {reader.Place}")}";
            throw new OnnxException(OnnxFaultKind.Format, $"the file is damaged, or no ONNX model: {fault.Message}", place);
        }
        catch (OverflowException)
        {
            throw new OnnxException(OnnxFaultKind.Format, "the file is damaged: a tensor's size is beyond 64 bits", reader.Place);
        }
    }

    /// <summary>The model at the batch that it states, or at 1 where it leaves that open.</summary>
    private static OnnxReading AtOwnBatch(ModelMessage model, string path, OnnxOptions options, CancellationToken cancellation)
    {
        foreach (var batch in new long?[] { null, 1 })
        {
            try
            {
                return Follow(model, path, options with { Batch = batch }, cancellation);
            }
            catch (OnnxException)
            {
            }
        }

        return OnnxReading.Failed(path, new OnnxFault(OnnxFaultKind.Dimensions, path, "", "it has no batch of its own"));
    }

    private static OnnxReading Follow(ModelMessage model, string path, OnnxOptions options, CancellationToken cancellation)
    {
        var settings = new DimensionSettings(options.Dimensions);
        var rules = options.Rules is { } text ? RuleFile.Parse(text) : RuleFile.Empty;
        var recorder = new GraphRecorder(options.KeepsOperators);
        var stored = new StoredTensors(model);
        var inputs = new ModelInputs(model, settings, options, recorder).Create();
        var evaluator = new Evaluator(model, stored, settings, rules, recorder, cancellation);
        var outputs = evaluator.Run(inputs);
        try
        {
            recorder.AddStored(stored.Weights);
        }
        catch (NotSupportedException)
        {
            throw new OnnxException(OnnxFaultKind.Shape, "a stored tensor's values can't be counted: no type of so many bits is known", "");
        }

        var graph = GraphAssembler.Of(recorder.Nodes, outputs.Where(static o => o is not null).SelectMany(static o => o!.Tensors).Select(static t => t.Node).Where(static n => n >= 0));
        var first = inputs.Select(static i => i.Value).OfType<TensorValue>().FirstOrDefault();
        var sizes = first is null || first.Rank == 0 ? [1L] : first.Sizes;
        return new OnnxReading(
            path,
            graph,
            NetworkSettings.Default with
            {
                Name = options.Name ?? Path.GetFileNameWithoutExtension(path),
                Input = sizes.Count > 1 ? sizes.Skip(1).ToEquatableArray() : sizes.ToEquatableArray(),
                Batch = sizes.Count > 1 ? sizes[0] : 1,
                CountExponentials = options.CountExponentials || model.Notes.GetValueOrDefault(ExponentialsKey) == "true",
            },
            [],
            evaluator.Values,
            [.. inputs.Select(static i => i.Name)],
            [.. model.Graph!.Outputs.Select(static o => o.Name)],
            settings.Unused)
        {
            Nodes = options.KeepsOperators ? recorder.Nodes : [],
        };
    }

    /// <summary>A file of weights: it may only lie beside the model or below.</summary>
    private static FileStream? Beside(string path, string location, List<string> files)
    {
        if (location.Length == 0 || Path.IsPathRooted(location) || location.Split('/', '\\').Contains(".."))
        {
            return null;
        }

        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".", location);
        try
        {
            if (!File.Exists(file))
            {
                return null;
            }

            var stream = File.OpenRead(file);
            if (!files.Contains(file))
            {
                files.Add(file);
            }

            return stream;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
