using Burden.Generator.Costs;
using Burden.Generator.Summaries;
using Burden.Onnx;
using Burden.Reports.Catalog;
using Burden.Reports.Rendering;
using Burden.Tool.Changes;
using Burden.Tool.Sources;

namespace Burden.Tool.Targets;

/// <summary>An ONNX file: one network, whose weights aren't read.</summary>
/// <param name="path">The file.</param>
/// <param name="item">The item by which a project's build reads it; null where it is read for itself.</param>
internal sealed class OnnxTarget(string path, ModelItem? item = null) : Target(path)
{
    public override async Task<IReadOnlyList<NamedNetwork>> ReadAsync(TargetSettings settings, Terminal terminal, CancellationToken cancellation)
    {
        var reading = await ReadAsync(Options(settings.Dimensions, settings.Rules), terminal, cancellation);
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
        var options = Options(settings.Dimensions, settings.Rules) with
        {
            Name = item?[ModelItem.Name],
            CountExponentials = bool.TryParse(item?[ModelItem.CountExponentials], out var counts) && counts,
            ReplacesDimensions = item is not null,
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

        var shown = CountedNetwork.Of(reading.Settings, reading.Settings.Name ?? "", item?[ModelItem.Class] ?? "", costing.Table, null, costing.Analyses, declaration.Source);
        return shown with { Change = change.Describe(shapes, before, shown.Cost.Batch, null) };
    }

    private async Task<OnnxReading> ReadAsync(OnnxOptions options, Terminal terminal, CancellationToken cancellation)
    {
        var reading = await Progress.WaitAsync($"Reading {System.IO.Path.GetFileName(Path)}", terminal, () => Task.Run(() => OnnxModel.Read(Path, options, cancellation), cancellation));
        if (reading.Faults.Count > 0 || reading.Costs is null)
        {
            throw new ToolException(string.Join("\nerror: ", reading.Faults));
        }

        // Of an item's dimensions the build tells; what is asked may replace them.
        if (item is null)
        {
            Warn(Path, reading.UnusedDimensions, terminal);
        }

        return reading;
    }

    public override Task<SourceNetworks> ReadSourceAsync(TargetSettings settings, Terminal terminal, CancellationToken cancellation) =>
        throw new ToolException($"'{Path}' is an ONNX file, which has no declarations; expected a C# project");

    /// <summary>How a file is read.</summary>
    /// <param name="rules">The file of rules; null for none.</param>
    /// <exception cref="ToolException">The rules can't be read.</exception>
    public static OnnxOptions Options(string dimensions, string? rules) => new() { Dimensions = dimensions, Rules = rules is null ? null : RulesIn(rules) };

    /// <summary>Tells of dimensions that nothing asks for.</summary>
    public static void Warn(string path, IReadOnlyList<string> unused, Terminal terminal)
    {
        foreach (var dimension in unused)
        {
            terminal.Error.WriteLine($"warning: nothing in '{path}' asks for the dimension '{dimension}'");
        }
    }

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
