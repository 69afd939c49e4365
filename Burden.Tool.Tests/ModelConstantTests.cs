using System.Text.Json;
using Burden.Generator.Costs;
using Burden.Onnx.Tests.Models;
using Burden.Tool.Tests.Harness;

namespace Burden.Tool.Tests;

/// <summary>The constants that a build makes of an ONNX file, and what the tool tells of the same file.</summary>
public sealed class ModelConstantTests
{
    private static readonly Dictionary<string, (Func<byte[]> Model, string Dimensions)> Models = new()
    {
        ["a detector, two images at once"] = (OnnxProject.Detector, "batch=2"),
        ["a network of residual blocks"] = (TorchModels.ResNet18, ""),
        ["a language model"] = (static () => TorchModels.Gpt(), ""),
        ["a quantised encoder"] = (QuantizedModels.Encoder, ""),
        ["a quantised classifier"] = (QuantizedModels.Classifier, ""),
        ["weights of 4 bits"] = (QuantizedModels.LanguageModel, ""),
    };

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Constants_of_a_model_are_what_json_tells_of_its_file(string name)
    {
        var (model, dimensions) = Models[name];
        using var project = new OnnxProject();
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.In("detector.onnx"), model());
        var generated = Generated.From(
            Compile.Sources(["// nothing"]),
            project.Read($"<BurdenModel Include=\"models/detector.onnx\" Class=\"App.Detector\" Dimensions=\"{dimensions}\" />", model())).Compiles();
        var run = Command.Run(["json", folder.In("detector.onnx"), .. dimensions.Length == 0 ? Array.Empty<string>() : ["-d", dimensions]]);
        Assert.Equal(("", 0), (run.Error, run.ExitCode));

        var network = JsonDocument.Parse(run.Output).RootElement[0];
        foreach (var figure in Figure.All)
        {
            Assert.Equal((figure.Name, Of(network, figure)), (figure.Name, generated.Figure($"App.Detector.Cost.{figure.Name}")));
        }

        var told = network.GetProperty("layers").EnumerateArray().Select(static l => (l.GetProperty("path").GetString()!, OfLayers.Select(f => Of(l, f)).ToList())).ToList();
        var rows = generated.Rows("App.Detector");
        Assert.Equal(told.Select(static l => l.Item1), rows.Select(static r => r.Path));
        Assert.All(told.Zip(rows), static pair => Assert.Equal(
            pair.First.Item2,
            [pair.Second.Parameters, pair.Second.Buffers, pair.Second.ParameterBytes, pair.Second.FeatureElements, pair.Second.FeatureBytes, pair.Second.Macs, pair.Second.Flops, pair.Second.TrafficBytes]));
    }

    private static readonly Figure[] OfLayers =
        [Figure.Parameters, Figure.Buffers, Figure.ParameterBytes, Figure.FeatureElements, Figure.FeatureBytes, Figure.Macs, Figure.Flops, Figure.TrafficBytes];

    private static long Of(JsonElement json, Figure figure) => json.GetProperty(char.ToLowerInvariant(figure.Name[0]) + figure.Name[1..]).GetInt64();
}
