namespace Burden.Sample.Published;

/// <summary>The tables that the sample prints.</summary>
internal static class NetworkTables
{
    public static IReadOnlyList<NetworkTable> All { get; } =
    [
        new("Image classification", [.. NetworkColumn.Costs, .. NetworkColumn.Performance], PublishedTables.Classification, PublishedNotes.Errors, PublishedNotes.Sources),
        new("Object detection", NetworkColumn.Costs, PublishedTables.Detection, PublishedNotes.NotEstimated),
        new("Semantic segmentation", NetworkColumn.Costs, PublishedTables.Segmentation),
        new("Keypoint detection", NetworkColumn.Costs, PublishedTables.Keypoints),
        new("Current networks", [.. NetworkColumn.Costs, .. NetworkColumn.Exact], CurrentNetworks.All, PublishedNotes.Exact),
    ];
}
