using Burden.Onnx;
using Burden.Reports.Catalog;
using Burden.Reports.Rendering;
using Burden.Tool.Sources;

namespace Burden.Tool.Targets;

/// <summary>An ONNX file: one network, whose weights aren't read.</summary>
internal sealed class OnnxTarget(string path) : Target(path)
{
    public override async Task<IReadOnlyList<NamedNetwork>> ReadAsync(TargetSettings settings, Terminal terminal, CancellationToken cancellation)
    {
        var options = new OnnxOptions { Dimensions = settings.Dimensions, Rules = settings.Rules is { } file ? RulesIn(file) : null };
        var reading = await Progress.WaitAsync($"Reading {System.IO.Path.GetFileName(Path)}", terminal, () => Task.Run(() => OnnxModel.Read(Path, options, cancellation), cancellation));
        if (reading.Faults.Count > 0 || reading.Costs is not { } costs)
        {
            throw new ToolException(string.Join("\nerror: ", reading.Faults));
        }

        foreach (var unused in reading.UnusedDimensions)
        {
            terminal.Error.WriteLine($"warning: nothing in '{Path}' asks for the dimension '{unused}'");
        }

        return [CountedNetwork.Of(reading.Settings, reading.Settings.Name ?? "", "", costs)];
    }

    public override Task<SourceNetworks> ReadSourceAsync(TargetSettings settings, Terminal terminal, CancellationToken cancellation) =>
        throw new ToolException($"'{Path}' is an ONNX file, which has no declarations; expected a C# project");

    private static string RulesIn(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"the rules '{file}' can't be read: {e.Message}");
        }
    }
}
