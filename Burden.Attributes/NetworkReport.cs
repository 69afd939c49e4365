namespace Burden;

/// <summary>The costs of computing one layer's features at several sizes of the input and for several batches.</summary>
public sealed class NetworkReport
{
    private readonly ReportRow[] rows;

    /// <summary>Creates a report; generated code calls it.</summary>
    /// <param name="at">The layer.</param>
    /// <param name="batch">How many inputs are computed at once; 0 where the rows differ in it.</param>
    /// <param name="rows">A row for each size and batch.</param>
    public NetworkReport(string at, long batch, params ReportRow[] rows)
    {
        At = at;
        Batch = batch;
        this.rows = rows;
    }

    /// <summary>The layer whose features are computed; <c>forward</c> for all that a TorchSharp network returns.</summary>
    public string At { get; }

    /// <summary>How many inputs are computed at once; 0 where several batches are asked for, so that each row has its own.</summary>
    public long Batch { get; }

    /// <summary>A row for each size and batch, in the order they are declared.</summary>
    public IReadOnlyList<ReportRow> Rows => rows;
}
