using Burden.Reports.Catalog;

namespace Burden.Reports.Formats;

/// <summary>A way to write reports.</summary>
internal interface IReportFormat
{
    /// <summary>The files of one network.</summary>
    IEnumerable<ReportFile> Network(NamedNetwork network);

    /// <summary>The files on all networks.</summary>
    /// <param name="exists">Whether a file is there, by its path in the reports' directory.</param>
    IEnumerable<ReportFile> Index(Func<string, bool> exists);
}
