using System.CommandLine;
using Burden.Sample.Rendering;

namespace Burden.Sample.Commands;

/// <summary>The sample's command line.</summary>
internal static class CommandLine
{
    /// <summary>The exit code of a command that could not do what it was asked.</summary>
    public const int Failure = 1;

    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code: 0, or 1 after an error, which is said on the standard error.</returns>
    public static Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var root = new RootCommand("What published networks cost, from compile-time constants. Without a command: the published tables.")
        {
            ShowCommand.Create(terminal),
            JsonCommand.Create(terminal),
            ReportsCommand.Create(terminal),
        };
        root.SetAction(_ => TablesCommand.Run(terminal));
        return root.Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error });
    }
}
