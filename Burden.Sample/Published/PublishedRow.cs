namespace Burden.Sample.Published;

/// <summary>One row of a published table.</summary>
/// <param name="Task">What the network is for: <c>classification</c>, <c>detection</c>, <c>segmentation</c>, <c>keypoints</c>.</param>
/// <param name="Cost">The network's costs.</param>
/// <param name="Source">Where the weights came from, abbreviated as published; null where the table has no such column.</param>
/// <param name="Top1Error">The published error of the first guess in percent, as printed; null where the table has no such column.</param>
/// <param name="Top5Error">The published error of the best five guesses in percent, as printed; null where the table has no such column.</param>
internal sealed record PublishedRow(string Task, NetworkCost Cost, string? Source = null, string? Top1Error = null, string? Top5Error = null)
{
    /// <summary>The network's published name.</summary>
    public string Name => Cost.Name;
}
