using Burden.Generator.Costs;
using Burden.Onnx;
using Burden.Reports.Catalog;
using Burden.Reports.Rendering;
using Burden.Tool.Changes;
using Burden.Tool.Sources;

namespace Burden.Tool.Targets;

/// <summary>An ONNX file: one network, whose weights aren't read.</summary>
internal sealed class OnnxTarget(string path) : Target(path)
{
    public override async Task<IReadOnlyList<NamedNetwork>> ReadAsync(TargetSettings settings, Terminal terminal, CancellationToken cancellation)
    {
        var reading = await ReadAsync(OptionsOf(settings), terminal, cancellation);
        return [CountedNetwork.Of(reading.Settings, reading.Settings.Name ?? "", "", reading.Costs!)];
    }

    /// <remarks>Types that are integers in the file stay as they are.</remarks>
    public override async Task<NamedNetwork> ReadChangedAsync(TargetSettings settings, string? name, WhatIf change, Terminal terminal, CancellationToken cancellation)
    {
        var network = System.IO.Path.GetFileNameWithoutExtension(Path);
        if (name is not null && !name.Equals(network, StringComparison.OrdinalIgnoreCase))
        {
            throw new ToolException($"there is no network '{name}'; '{Path}' has '{network}'");
        }

        var (before, shapes) = ((IReadOnlyList<string>)[], (IReadOnlyList<IReadOnlyList<long>?>)[]);
        var options = OptionsOf(settings) with
        {
            Inputs = inputs =>
            {
                before = [.. inputs.Select(static i => i.Sizes is { } sizes ? InputShape.Text(sizes) : "?")];
                return shapes = InputShape.Assign(change.Inputs, network, inputs);
            },
            Batch = change.Batch,
        };
        var reading = await ReadAsync(options, terminal, cancellation);
        var declaration = reading.Declare(reading.Settings.Name ?? network);
        var costing = Costing.Of(declaration with { Class = change.Precise(declaration.Class) }, cancellation);
        if (!costing.IsSound)
        {
            throw new ToolException(string.Join("\nerror: ", costing.Faults.Select(f => $"{Path}: {f.Message}").DefaultIfEmpty($"{Path}: a figure overflows Int64")));
        }

        var shown = CountedNetwork.Of(reading.Settings, reading.Settings.Name ?? "", "", costing.Table, null, costing.Analyses);
        return shown with { Change = change.Describe(shapes, before, shown.Cost.Batch, null) };
    }

    private static OnnxOptions OptionsOf(TargetSettings settings) => new() { Dimensions = settings.Dimensions, Rules = settings.Rules is { } file ? RulesIn(file) : null };

    private async Task<OnnxReading> ReadAsync(OnnxOptions options, Terminal terminal, CancellationToken cancellation)
    {
        var reading = await Progress.WaitAsync($"Reading {System.IO.Path.GetFileName(Path)}", terminal, () => Task.Run(() => OnnxModel.Read(Path, options, cancellation), cancellation));
        if (reading.Faults.Count > 0 || reading.Costs is null)
        {
            throw new ToolException(string.Join("\nerror: ", reading.Faults));
        }

        foreach (var unused in reading.UnusedDimensions)
        {
            terminal.Error.WriteLine($"warning: nothing in '{Path}' asks for the dimension '{unused}'");
        }

        return reading;
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
