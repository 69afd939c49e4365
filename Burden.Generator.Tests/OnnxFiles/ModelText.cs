using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;
using Burden.Generator.Summaries;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.OnnxFiles;

/// <summary>Summaries as a build writes them.</summary>
internal static class ModelText
{
    public const string Path = "/app/obj/Debug/burden/model.burdenmodel";

    /// <summary>A convolution with its activation, and a product: 1,552 parameters, 5,328 MACs, 5,760 FLOPs.</summary>
    public static readonly CodeGraph Graph = new(
        [
            new("x", "Input", [], new LayerCosts(Shape.Of(3, 8, 8)), -1),
            new("backbone.conv.Conv", "Conv2d", [0], new LayerCosts(Shape.Of(4, 6, 6)) { Weights = [new("conv.weight", [4, 3, 3, 3]), new("conv.bias", [4])], Macs = 3888, Flops = 4032 }, 0),
            new("backbone.relu.Relu", "ReLU", [1], new LayerCosts(Shape.Of(4, 6, 6)) { Flops = 288, Storage = Storage.InPlace }, 0),
            new("head.MatMul", "Linear", [2], new LayerCosts(Shape.Of(10)) { Weights = [new("head.weight", [144, 10])], Macs = 1440, Flops = 1440 }, 1),
        ],
        [
            new("backbone", "Module", "4x6x6", [1, 2], [new CodeModule("conv", "Conv2d", "4x6x6", [1], []), new CodeModule("relu", "ReLU", "4x6x6", [2], [])]),
            new("head", "Linear", "10", [3], []),
        ],
        [3],
        IsComplete: true);

    public static readonly NetworkSettings Settings = NetworkSettings.Default with { Name = "detector", Input = [3, 8, 8] };

    /// <summary>A sound model of a class; line 5 of the project has the item, line 6 its class, and each further line a setting.</summary>
    public static ModelSummary Of(string @class, params (string Name, string Value)[] settings) => new(
        new ModelItem(
            "models/detector.onnx",
            "/app/App.csproj",
            new TextPlace(4, 2),
            settings.Prepend((Name: "Class", Value: @class)).Where(static s => s.Value.Length > 0).Select(static (s, i) => new ModelSetting(s.Name, s.Value, new TextPlace(5 + i, 4))).ToEquatableArray()),
        Settings,
        Graph,
        [],
        []);

    /// <summary>A model with errors.</summary>
    public static ModelSummary Faulty(string @class, params ModelFault[] faults)
        => Of(@class) with { Code = null, Settings = NetworkSettings.Default, Faults = faults.ToEquatableArray() };

    public static ProjectFiles Files(params ModelSummary[] summaries)
    {
        var files = new ProjectFiles();
        for (var i = 0; i < summaries.Length; i++)
        {
            files.Files.Add(i == 0 ? Path : $"{Path.Replace("model.", $"model-{i}.", StringComparison.Ordinal)}", SummaryWriter.Write(summaries[i]));
        }

        return files;
    }

    /// <summary>The generator's output for models and sources.</summary>
    public static Generated Generate(ProjectFiles files, params string[] sources) => Generated.From(Compile.Sources(sources.Length == 0 ? ["// nothing"] : sources), files);

    /// <summary>Where a diagnostic is, as the build prints it.</summary>
    public static string Line(Microsoft.CodeAnalysis.Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetLineSpan();
        return $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1}): {diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
    }
}
