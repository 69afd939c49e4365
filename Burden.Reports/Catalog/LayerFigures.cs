namespace Burden.Reports.Catalog;

/// <summary>What analyses tell of one declared layer.</summary>
/// <param name="Layer">The layer's name; that of a module inside another after a dot.</param>
/// <param name="Figures">Its further figures, in the order of the constants.</param>
internal sealed record LayerFigures(string Layer, IReadOnlyList<AnalysisFigure> Figures);
