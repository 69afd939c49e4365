using Burden.Generator.Tests.Harness;
using Burden.Sample.Commands;

namespace Burden.Generator.Tests.Sample;

/// <summary>Runs the sample's command line in this process.</summary>
internal static class Invocation
{
    /// <summary>Runs with the output in a pipe.</summary>
    public static CommandRun Of(params string[] arguments) => CommandRun.InPipe(terminal => CommandLine.RunAsync(arguments, terminal));

    /// <summary>Runs with the output on a screen.</summary>
    public static CommandRun OnScreen(int width, bool hasColours, params string[] arguments) =>
        CommandRun.OnScreen(width, hasColours, terminal => CommandLine.RunAsync(arguments, terminal));
}
