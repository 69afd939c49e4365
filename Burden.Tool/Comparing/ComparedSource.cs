using System.Text.Json;
using Burden.Generator.Costs.Analyses;
using Burden.Generator.Ledgers;
using Burden.Reports.Rendering;
using Burden.Tool.Targets;

namespace Burden.Tool.Comparing;

/// <summary>Reads one side of a comparison: a ledger, JSON, or a target.</summary>
internal static class ComparedSource
{
    /// <summary>Reads the networks of a path.</summary>
    /// <exception cref="ToolException">They can't be read.</exception>
    public static async Task<IReadOnlyList<ComparedNetwork>> ReadAsync(string path, TargetSettings settings, Terminal terminal, CancellationToken cancellation) =>
        Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".txt" when File.Exists(path) => OfLedger(path, Text(path)),
            ".json" when File.Exists(path) => OfJson(path, Text(path)),
            _ => [.. (await Target.Of(path).ReadAsync(settings, terminal, cancellation)).Select(ComparedNetwork.Of)],
        };

    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"'{path}' can't be read: {e.Message}");
        }
    }

    private static List<ComparedNetwork> OfLedger(string path, string text)
    {
        var ledger = Ledger.Parse(text.Split('\n'));
        if (ledger.Faults is [var fault, ..])
        {
            throw new ToolException($"'{path}', line {fault.Line + 1}: {fault.Message}");
        }

        return [.. ledger.Lines
            .Select(static l => l.Entry)
            .OfType<LedgerEntry>()
            .Select(static e => new ComparedNetwork(
                e.Network[(e.Network.LastIndexOfAny(['.', '+']) + 1)..],
                e.Network,
                ComparedNetwork.FigureNames.Zip(e.Figures, static (name, figure) => (Key: name, Value: (decimal)figure))
                    .Concat(e.Analyses.Select(static a => (a.Key, a.Value))).ToDictionary(static f => f.Key, static f => f.Value, StringComparer.Ordinal),
                null))];
    }

    private static List<ComparedNetwork> OfJson(string path, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object ? [OfJson(json.RootElement)] : [.. json.RootElement.EnumerateArray().Select(OfJson)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new ToolException($"'{path}' is not what 'burden json' prints: {e.Message}");
        }
    }

    private static ComparedNetwork OfJson(JsonElement network) => new(
        network.GetProperty("name").GetString() ?? "",
        network.TryGetProperty("class", out var type) && type.GetString() is { Length: > 0 } name ? name : null,
        ComparedNetwork.FigureNames
            .Where(f => network.TryGetProperty(f, out var figure) && figure.GetInt64() >= 0)
            .Select(f => (Key: f, Value: (decimal)network.GetProperty(f).GetInt64()))
            .Concat(network.TryGetProperty("analyses", out var analyses) ? analyses.EnumerateArray().SelectMany(OfAnalysis) : [])
            .GroupBy(static f => f.Key, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.First().Value, StringComparer.Ordinal),
        network.TryGetProperty("layers", out var layers)
            ? [.. layers.EnumerateArray().Select(static l => new ComparedLayer(
                l.GetProperty("path").GetString() ?? "", l.GetProperty("parameters").GetInt64(), l.GetProperty("featureElements").GetInt64(), l.GetProperty("flops").GetInt64()))]
            : null);

    private static IEnumerable<(string Key, decimal Value)> OfAnalysis(JsonElement analysis)
        => analysis.GetProperty("figures").EnumerateObject()
            .Where(static f => f.Value.ValueKind == JsonValueKind.Number)
            .SelectMany(f => AnalysisKeys.In(analysis.GetProperty("name").GetString() ?? "", [(f.Name, f.Value.TryGetInt64(out var whole) ? whole : f.Value.GetDouble())]));
}
