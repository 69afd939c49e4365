using System.CommandLine;
using Burden.Sample.Published;
using Burden.Sample.Rendering;
using Burden.Sample.Reports;

namespace Burden.Sample.Commands;

/// <summary><c>reports DIR</c>: writes the tables and a report for each network.</summary>
internal static class ReportsCommand
{
    private static readonly Dictionary<string, IReportFormat> Formats = new(StringComparer.Ordinal)
    {
        ["md"] = DocumentFormat.Markdown,
        ["html"] = DocumentFormat.Html,
        ["csv"] = new CsvFormat(),
        ["json"] = new JsonFormat(),
    };

    public static Command Create(Terminal terminal)
    {
        var directory = new Argument<string>("dir") { Description = "the directory to write to; it is made where it doesn't exist" };
        var only = new Option<string[]>("--only")
        {
            Description = "write the reports of these networks alone; the tables keep all",
            HelpName = "name",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        var format = new Option<string>("--format") { Description = "what to write", DefaultValueFactory = static _ => "md" };
        format.AcceptOnlyFromAmong([.. Formats.Keys]);
        var command = new Command("reports", "Write the tables, and a report with a picture for each network.") { directory, only, format };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Run(parsed.GetRequiredValue(directory), parsed.GetValue(only), Formats[parsed.GetRequiredValue(format)], terminal, cancellation),
            CancellationToken.None));
        return command;
    }

    private static int Run(string directory, string[]? only, IReportFormat format, Terminal terminal, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(directory))
        {
            terminal.Error.WriteLine("error: the directory to write to has no name");
            return CommandLine.Failure;
        }

        var networks = only is { Length: > 0 } ? NetworkArgument.Find(only, terminal) : [.. Networks.All.Where(static n => n.Task is not null)];
        if (networks is null)
        {
            return CommandLine.Failure;
        }

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
            return CommandLine.Failure;
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("error: stopped before all reports were written");
            return CommandLine.Failure;
        }

        terminal.Line($"{networks.Count} {(networks.Count == 1 ? "report" : "reports")} in {directory}");
        return 0;
    }

    private static void WriteAll(ReportFolder folder, IEnumerable<ReportFile> files)
    {
        foreach (var file in files)
        {
            folder.Write(file);
        }
    }
}
