namespace Burden.Reports.Catalog;

/// <summary>A network as reports show it.</summary>
/// <param name="Cost">The network's costs.</param>
/// <param name="Task">What the network is for; null where that isn't told.</param>
/// <param name="Notes">What a reader must know of its figures.</param>
internal sealed record NamedNetwork(NetworkCost Cost, string? Task, params IReadOnlyList<string> Notes)
{
    /// <summary>The name that reports show.</summary>
    public string Name => Cost.Name;

    /// <summary>Where its features lie in memory; null where that isn't known.</summary>
    public BufferPlan? Plan { get; init; } = BufferPlan.Of(Cost);

    /// <summary>The devices that it is declared for.</summary>
    public IReadOnlyList<DeviceRoom> Devices { get; } = [.. Cost.Analyses.Select(DeviceRoom.Of).OfType<DeviceRoom>()];

    /// <summary>The shapes of its inputs.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [Cost.InputShape];

    /// <summary>What analyses tell of declared layers; those of which they tell nothing are left out.</summary>
    public IReadOnlyList<LayerFigures> LayerFigures { get; init; } = [];

    /// <summary>What is other than the network states, as a sentence; null where nothing is.</summary>
    public string? Change { get; init; }

    /// <summary>The name of the network's class, without its namespace.</summary>
    public string ClassName => Cost.TypeName[(Cost.TypeName.LastIndexOfAny(['.', '+']) + 1)..];
}
