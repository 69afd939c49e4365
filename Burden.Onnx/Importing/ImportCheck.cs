using Burden.Generator.Costs;
using Burden.Generator.Layers;

namespace Burden.Onnx.Importing;

/// <summary>Holds a declaration to the file it was made of: the engine expands it, and every figure must be the file's.</summary>
internal static class ImportCheck
{
    /// <summary>The figures that must be equal.</summary>
    private static readonly Figure[] Compared =
        [Figure.Parameters, Figure.Buffers, Figure.ParameterBytes, Figure.FeatureElements, Figure.FeatureBytes, Figure.PeakFeatureBytes, Figure.Macs, Figure.Flops];

    /// <summary>What differs; null where nothing does.</summary>
    /// <param name="hasUnread">Whether the file has outputs of nodes that nothing reads, of which the compiler would warn.</param>
    public static string? Difference(OnnxReading reading, Declaration declaration, out bool hasUnread, CancellationToken cancellation)
    {
        var costing = Costing.Of(DeclarationModel.Of(declaration), cancellation);
        hasUnread = costing.Faults.Any(static f => f.Id == FaultId.UnusedLayer);
        if (!costing.IsSound)
        {
            return $"it can't be declared: {costing.Faults.FirstOrDefault(static f => f.Id != FaultId.UnusedLayer)?.Message ?? "its figures are not known"}";
        }

        List<string> differences =
        [
            .. Compared.Select(f => (Figure: f, File: reading.Costs!.Amount(f), Declared: costing.Table.Amount(f)))
                .Where(static d => d.File != d.Declared)
                .Select(static d => $"{d.Figure.Name}: {Grouped(d.File)} in the file, {Grouped(d.Declared)} as declared"),
            .. Shapes(reading, declaration, costing.Table),
        ];
        return differences.Count == 0 ? null : $"it can't be declared with the same figures: {string.Join("; ", differences)}";
    }

    private static IEnumerable<string> Shapes(OnnxReading reading, Declaration declaration, CostTable table)
    {
        var declared = table.Graph.Outputs.Select(o => table.Graph.Nodes[o].Costs.Output).ToList();
        var expected = declaration.Layers.Outputs.Select(o => declaration.Layers.Layers[o].Output).ToList();
        if (declared.Count != expected.Count || declared.Where(d => !expected.Remove(d)).Any())
        {
            yield return $"outputs: {string.Join(", ", declaration.Layers.Outputs.Select(o => declaration.Layers.Layers[o].Output))} in the file, {string.Join(", ", declared)} as declared";
        }
    }

    private static string Grouped(long? amount) => amount is { } known ? Text.Grouped(known) : "unknown";
}
