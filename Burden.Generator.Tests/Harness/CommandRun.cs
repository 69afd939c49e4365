using System.Text;
using Burden.Reports.Rendering;
using Spectre.Console;

namespace Burden.Generator.Tests.Harness;

/// <summary>A run of a command line in this process.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.ReplaceLineEndings("\n").Split('\n');

    /// <summary>Runs with the output in a pipe.</summary>
    public static CommandRun InPipe(Func<Terminal, Task<int>> run)
    {
        var output = new StringWriter();
        return Over(new AnsiConsoleOutput(output), output, hasColours: true, run);
    }

    /// <summary>Runs with the output on a screen.</summary>
    public static CommandRun OnScreen(int width, bool hasColours, Func<Terminal, Task<int>> run)
    {
        var output = new StringWriter();
        return Over(new Screen(output, width), output, hasColours, run);
    }

    private static CommandRun Over(IAnsiConsoleOutput target, StringWriter output, bool hasColours, Func<Terminal, Task<int>> run)
    {
        var error = new StringWriter();
        var code = run(Terminal.Over(target, error, hasColours)).GetAwaiter().GetResult();
        return new CommandRun(code, output.ToString(), error.ToString());
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
