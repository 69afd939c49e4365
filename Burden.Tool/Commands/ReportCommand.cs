using System.CommandLine;
using Burden.Reports.Catalog;
using Burden.Reports.Charts;
using Burden.Reports.Formats;
using Burden.Reports.Pages;
using Burden.Reports.Rendering;

namespace Burden.Tool.Commands;

/// <summary><c>report TARGET DIR</c>: writes a report for each network, and one of all.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("report", "Write a report for each network, and an index of all.");
        var target = new TargetArgument(command);
        var directory = new Argument<string>("dir") { Description = "the directory to write to; it is made where it doesn't exist" };
        var only = new Option<string[]>("--only") { Description = "write the reports of these networks alone; the index keeps all", HelpName = "name", AllowMultipleArgumentsPerToken = true };
        only.CompletionSources.Add(target.Names);
        var format = new Option<string>("--format") { Description = "what to write: Markdown with pictures, HTML pages that need no other file, tables or data", HelpName = "md|html|csv|json", DefaultValueFactory = static _ => "md" };
        format.AcceptOnlyFromAmong("md", "html", "csv", "json");
        command.Arguments.Add(directory);
        command.Options.Add(format);
        command.Options.Add(only);
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = parsed.GetRequiredValue(directory);
            if (string.IsNullOrWhiteSpace(folder))
            {
                throw new ToolException("the directory to write to has no name");
            }

            // The pictures of memory are in pages alone.
            var networks = await target.ReadAsync(parsed, terminal, cancellation, isPlanned: parsed.GetRequiredValue(format) is "md" or "html");
            var chosen = parsed.GetValue(only) is { Length: > 0 } names ? ShowCommand.Named(networks, names) : networks.All;
            return await Task.Run(() => ReportWriter.Write(folder, Format(parsed.GetRequiredValue(format), networks.All), chosen, terminal, cancellation), CancellationToken.None)
                ? ExitCodes.Success
                : ExitCodes.Failure;
        });
        return command;
    }

    private static IReportFormat Format(string name, IReadOnlyList<NamedNetwork> networks)
    {
        var files = new FileNames(networks);
        return name switch
        {
            "csv" => new CsvFormat(networks, files.Of),
            "html" => new PageFormat(networks, files.Of),
            "json" => new JsonFormat(networks, files.Of, NetworkJson.Whole),
            _ => new DocumentFormat(new NetworkDocuments(networks), new DocumentPaths("README.md", ".md", files.Of), ChartPicture.Of, MarkdownWriter.Write),
        };
    }
}
