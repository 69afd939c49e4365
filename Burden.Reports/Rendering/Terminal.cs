using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Burden.Reports.Rendering;

/// <summary>
/// Where the command line writes. On a screen, tables have frames and text wraps between words; in a pipe or a file every
/// row is one line, without colours, however long.
/// </summary>
internal sealed class Terminal
{
    private Terminal(IAnsiConsole console, TextWriter output, TextWriter error)
    {
        Console = console;
        Output = output;
        Error = error;
    }

    /// <summary>The console over <see cref="Output"/>.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>The standard output.</summary>
    public TextWriter Output { get; }

    /// <summary>The standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether a person looks at it.</summary>
    public bool IsScreen => Console.Profile.Out.IsTerminal;

    /// <summary>
    /// The terminal of this process. <c>NO_COLOR</c> is respected (see no-color.org), and so is a width in <c>COLUMNS</c>.
    /// </summary>
    public static Terminal OfProcess()
    {
        var hasColours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var terminal = Over(new AnsiConsoleOutput(System.Console.Out), System.Console.Error, hasColours);
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width > 0)
        {
            terminal.Console.Profile.Width = width;
        }

        return terminal;
    }

    /// <summary>A terminal over any two streams.</summary>
    public static Terminal Over(IAnsiConsoleOutput output, TextWriter error, bool hasColours)
    {
        var ansi = hasColours && output.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No;
        return new Terminal(AnsiConsole.Create(new AnsiConsoleSettings { Out = output, Ansi = ansi }), output.Writer, error);
    }

    /// <summary>Writes a heading on a line of its own.</summary>
    public void Heading(string text)
    {
        if (IsScreen)
        {
            Console.Write(new Text(text + Environment.NewLine, new Style(decoration: Decoration.Bold)));
        }
        else
        {
            Output.WriteLine(text);
        }
    }

    /// <summary>Writes a line.</summary>
    public void Line(string text = "")
    {
        if (IsScreen)
        {
            Console.WriteLine(text);
        }
        else
        {
            Output.WriteLine(text);
        }
    }

    /// <summary>Writes a table.</summary>
    public void Table(Grid grid)
    {
        if (IsScreen)
        {
            Console.Write(ScreenTable.Of(grid, Console.Profile.Width));
        }
        else
        {
            Output.Write(MarkdownTable.Of(grid));
        }
    }
}
