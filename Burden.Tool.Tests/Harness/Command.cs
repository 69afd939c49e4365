using Burden.Tool.Commands;

namespace Burden.Tool.Tests.Harness;

/// <summary>Runs the tool's command line in this process.</summary>
internal static class Command
{
    /// <summary>An assembly with networks. It is never loaded.</summary>
    public static string Models { get; } = Path.Combine(AppContext.BaseDirectory, "Models.dll");

    /// <summary>Runs with the output in a pipe.</summary>
    public static CommandRun Run(params string[] arguments) => CommandRun.InPipe(terminal => CommandLine.RunAsync(arguments, terminal));

    /// <summary>Runs with the output on a screen.</summary>
    public static CommandRun OnScreen(int width, params string[] arguments) =>
        CommandRun.OnScreen(width, hasColours: false, terminal => CommandLine.RunAsync(arguments, terminal));

    /// <summary>Compares what a run printed with the accepted text.</summary>
    public static void Verify(CommandRun run, string name, [System.Runtime.CompilerServices.CallerFilePath] string test = "")
    {
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        Snapshot.Verify(run.Output.ReplaceLineEndings("\n"), name, "txt", test);
    }
}
