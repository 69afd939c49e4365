using Burden.Reports.Catalog;
using Burden.Reports.Rendering;

namespace Burden.Reports.Formats;

/// <summary>Writes reports to a directory, and tells how it went.</summary>
internal static class ReportWriter
{
    /// <summary>Writes the files of some networks and those on all.</summary>
    /// <returns>Whether all was written; what was not is reported on the standard error.</returns>
    public static bool Write(string directory, IReportFormat format, IReadOnlyList<NamedNetwork> networks, Terminal terminal, CancellationToken cancellation)
    {
        var folder = new ReportFolder(directory);
        try
        {
            Progress.Over(networks, "Writing reports", terminal, network =>
            {
                cancellation.ThrowIfCancellationRequested();
                WriteAll(folder, format.Network(network));
            });
            WriteAll(folder, format.Index(folder.Contains));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"error: can't write to '{directory}': {e.Message}");
            return false;
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("error: stopped before all reports were written");
            return false;
        }

        terminal.Line($"{networks.Count} {(networks.Count == 1 ? "report" : "reports")} in {directory}");
        return true;
    }

    private static void WriteAll(ReportFolder folder, IEnumerable<ReportFile> files)
    {
        foreach (var file in files)
        {
            folder.Write(file);
        }
    }
}
