using Burden.Reports.Rendering;

namespace Burden.Reports.Charts;

/// <summary>A figure that a profile shows, layer by layer.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Colour">The colour of its bars, as <c>#rrggbb</c>.</param>
/// <param name="Of">A layer's figure.</param>
/// <param name="Total">The network's figure as the tables print it.</param>
/// <param name="UnitStep">How many of a unit make the next.</param>
/// <param name="Units">The units, the smallest first.</param>
internal sealed record ProfileFigure(string Title, string Colour, Func<LayerCost, long> Of, Func<NetworkCost, string> Total, int UnitStep, IReadOnlyList<string> Units)
{
    /// <summary>The figures of a profile, from top to bottom.</summary>
    public static IReadOnlyList<ProfileFigure> All { get; } =
    [
        new("Parameter memory", "#1f6fb4", static l => l.ParameterBytes, static n => Figures.Memory(n.ParameterBytes), 1024, Figures.MemoryUnits),
        new("Feature memory", "#2b8a57", static l => l.FeatureBytes, static n => Figures.Memory(n.FeatureBytes), 1024, Figures.MemoryUnits),
        new("FLOPs", "#c2571a", static l => l.Flops, static n => Figures.Flops(n.Flops), 1000, Figures.FlopUnits),
    ];
}
