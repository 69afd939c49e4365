using System.CommandLine;
using Burden.Reports.Rendering;

namespace Burden.Sample.Commands;

/// <summary>The sample's command line.</summary>
internal static class CommandLine
{
    /// <summary>The exit code of a command that could not do what it was asked.</summary>
    public const int Failure = 1;

    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code: 0, or 1 after an error, which is reported on the standard error.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var root = new RootCommand("What published networks cost, from compile-time constants. Without a command: the published tables.")
        {
            ShowCommand.Create(terminal),
            JsonCommand.Create(terminal),
            ReportsCommand.Create(terminal),
        };
        root.SetAction(_ => TablesCommand.Run(terminal));
        var configuration = new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false };
        try
        {
            return await root.Parse(arguments).InvokeAsync(configuration);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Report(terminal.Error, $"error: can't write the output: {e.InnerException?.Message ?? e.Message}");
            return Failure;
        }
    }

    private static void Report(TextWriter error, string message)
    {
        try
        {
            error.WriteLine(message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Where the standard error can't be written either, only the exit code is left.
        }
    }
}
