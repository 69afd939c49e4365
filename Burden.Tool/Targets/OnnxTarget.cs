using Burden.Generator.Costs;
using Burden.Generator.Model;
using Burden.Onnx;
using Burden.Reports.Catalog;
using Burden.Reports.Rendering;

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

        return [Network(reading, costs)];
    }

    private static NamedNetwork Network(OnnxReading reading, CostTable costs)
    {
        long Amount(Figure figure) => costs.Amount(figure) ?? Constants.Unknown;
        var (settings, rows) = (reading.Settings, LayerRows.Of(costs));
        var layers = new LayerTable(rows.ToString(), rows.Count, settings.ParameterType.Bits(), settings.FeatureType.Bits());
        return new NamedNetwork(
            new NetworkCost(
                TableCheck.Name(settings.Name ?? ""), "", new Shape(settings.Input).ToString(), settings.Batch,
                parameters: Amount(Figure.Parameters), buffers: Amount(Figure.Buffers), parameterBytes: Amount(Figure.ParameterBytes),
                featureElements: Amount(Figure.FeatureElements), featureBytes: Amount(Figure.FeatureBytes), peakFeatureBytes: Amount(Figure.PeakFeatureBytes),
                macs: Amount(Figure.Macs), flops: Amount(Figure.Flops), trafficBytes: Amount(Figure.TrafficBytes), arenaBytes: Amount(Figure.ArenaBytes),
                layers, report: null),
            null)
        {
            Inputs = [.. costs.Graph.Nodes.Where(static n => n.IsInput).Select(static n => n.Costs.Output.ToString())],
        };
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
