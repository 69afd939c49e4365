namespace Burden;

/// <summary>The costs of computing one layer's features at several input sizes.</summary>
public sealed class NetworkReport
{
    private readonly ReportRow[] rows;

    /// <summary>Creates a report; generated code calls it.</summary>
    /// <param name="at">The layer.</param>
    /// <param name="batch">How many inputs are computed at once.</param>
    /// <param name="rows">A row for each scale.</param>
    public NetworkReport(string at, long batch, params ReportRow[] rows)
    {
        At = at;
        Batch = batch;
        this.rows = rows;
    }

    /// <summary>The layer whose features are computed.</summary>
    public string At { get; }

    /// <summary>How many inputs are computed at once.</summary>
    public long Batch { get; }

    /// <summary>A row for each scale, in the order they are declared.</summary>
    public IReadOnlyList<ReportRow> Rows => rows;
}
