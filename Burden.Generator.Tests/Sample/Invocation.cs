using System.Text;
using Burden.Reports.Rendering;
using Burden.Sample.Commands;
using Spectre.Console;

namespace Burden.Generator.Tests.Sample;

/// <summary>A run of the sample's command line in this process.</summary>
internal sealed record Invocation(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.ReplaceLineEndings("\n").Split('\n');

    /// <summary>Runs with the output in a pipe.</summary>
    public static Invocation Of(params string[] arguments)
    {
        var output = new StringWriter();
        return Run(arguments, new AnsiConsoleOutput(output), output);
    }

    /// <summary>Runs with the output on a screen.</summary>
    public static Invocation OnScreen(int width, bool hasColours, params string[] arguments)
    {
        var output = new StringWriter();
        return Run(arguments, new Screen(output, width), output, hasColours);
    }

    private static Invocation Run(string[] arguments, IAnsiConsoleOutput target, StringWriter output, bool hasColours = true)
    {
        var error = new StringWriter();
        var code = CommandLine.RunAsync(arguments, Terminal.Over(target, error, hasColours)).GetAwaiter().GetResult();
        return new Invocation(code, output.ToString(), error.ToString());
    }

    private sealed class Screen(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => width;

        public int Height => 50;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
