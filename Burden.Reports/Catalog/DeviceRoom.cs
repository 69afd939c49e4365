namespace Burden.Reports.Catalog;

/// <summary>How much room a device has for a network.</summary>
/// <param name="Name">The device.</param>
/// <param name="Memory">Its memory in bytes.</param>
/// <param name="Flash">Its flash in bytes; null where parameters lie in memory.</param>
internal sealed record DeviceRoom(string Name, long Memory, long? Flash)
{
    /// <summary>What <c>[Device]</c> tells; null for another analysis, or a device whose memory isn't known.</summary>
    public static DeviceRoom? Of(AnalysisCost analysis)
    {
        var figures = analysis.Figures.ToDictionary(static f => f.Name, static f => f.Value, StringComparer.Ordinal);
        return figures.GetValueOrDefault("Device") is string name && figures.GetValueOrDefault("DeviceMemoryBytes") is long memory
            ? new DeviceRoom(name, memory, figures.GetValueOrDefault("DeviceFlashBytes") as long?)
            : null;
    }
}
