using System.Xml.Linq;
using Burden.Onnx.Build;
using Burden.Onnx.Tests.Models;

namespace Burden.Generator.Tests.Harness;

/// <summary>A project with ONNX files, up to what the generator gets of them.</summary>
internal sealed class OnnxProject : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The detector of the documentation: images of 320 x 320, four convolutions.</summary>
    public static byte[] Detector()
    {
        var g = new GraphWriter();
        var at = g.Float("image", "batch", 3, 320, 320);
        (string Name, long Filters, long Channels, long Kernel, long Stride)[] layers = [("backbone/conv1", 64, 3, 3, 2), ("backbone/conv2", 128, 64, 3, 2), ("backbone/conv3", 256, 128, 3, 2), ("head/conv", 255, 256, 1, 1)];
        foreach (var (name, filters, channels, kernel, stride) in layers)
        {
            var pad = kernel / 2;
            g.Add(
                "Conv", "", $"/{name}/Conv", [at, g.Weight($"{name}.weight", filters, channels, kernel, kernel), g.Weight($"{name}.bias", filters)], [$"{name}_y"],
                ("strides", new[] { stride, stride }), ("pads", new[] { pad, pad, pad, pad }));
            g.Add("Relu", "", $"/{name}/Relu", [$"{name}_y"], [$"{name}_relu"]);
            at = $"{name}_relu";
        }

        return g.Output(at).Model();
    }

    /// <summary>Writes a project whose item is on its eighth line, and reads its model as the build does.</summary>
    public ProjectFiles Read(string item, byte[] model, string file = "models/detector.onnx")
    {
        var path = folder.In(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, model);
        var project = folder.In("App.csproj");
        File.WriteAllText(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Burden" Version="0.1.0" />
                {item}
              </ItemGroup>
            </Project>
            """);
        var values = XElement.Parse(item).Attributes().Where(static a => a.Name != "Include").Select(static a => KeyValuePair.Create(a.Name.LocalName, a.Value));
        SummaryFiles.Write(new ModelRequest(folder.In("obj"), [new RequestedModel(path, [new(RequestedModel.DefiningProject, project), .. values])]), CancellationToken.None);
        var files = new ProjectFiles();
        foreach (var summary in File.ReadAllLines(folder.In("obj", SummaryFiles.Summaries)))
        {
            files.Files.Add(summary, File.ReadAllText(summary));
        }

        return files;
    }

    /// <summary>A message with paths as they are inside the project.</summary>
    public string Inside(string message) => message.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    public void Dispose() => folder.Dispose();
}
