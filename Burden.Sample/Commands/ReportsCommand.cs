using System.CommandLine;
using Burden.Reports.Catalog;
using Burden.Reports.Formats;
using Burden.Reports.Rendering;
using Burden.Sample.Published;
using Burden.Sample.Reports;

namespace Burden.Sample.Commands;

/// <summary><c>reports DIR</c>: writes the tables and a report for each network.</summary>
internal static class ReportsCommand
{
    private static readonly Dictionary<string, IReportFormat> Formats = new(StringComparer.Ordinal)
    {
        ["md"] = new DocumentFormat(new Documents(), new DocumentPaths("README.md", ".md", FileName), ProfilePicture.Of, MarkdownWriter.Write),
        ["html"] = new DocumentFormat(new Documents(), new DocumentPaths("index.html", ".html", FileName), ProfilePicture.Of, HtmlWriter.Write),
        ["csv"] = new CsvFormat(Networks.All, FileName),
        ["json"] = new JsonFormat(Networks.All, FileName, NetworkJson.Of),
    };

    private static string FileName(NamedNetwork network) => network.Name;

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

        return ReportWriter.Write(directory, format, networks, terminal, cancellation) ? 0 : CommandLine.Failure;
    }
}
