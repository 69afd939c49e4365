using System.CommandLine;
using System.CommandLine.Invocation;
using Burden.Reports.Rendering;

namespace Burden.Tool.Commands;

/// <summary>The tool's command line.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var parsed = Create(terminal).Parse(arguments);
        var configuration = new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false };
        try
        {
            if (parsed.Action is ParseErrorAction)
            {
                var help = string.Join(' ', CommandsOf(parsed.CommandResult).Append("--help"));
                terminal.Error.WriteLine($"error: {parsed.Errors[0].Message.TrimEnd('.')}; '{help}' tells what is expected");
                return ExitCodes.Failure;
            }

            return await parsed.InvokeAsync(configuration);
        }
        catch (ToolException e)
        {
            return Report(terminal.Error, e.Message);
        }
        catch (OperationCanceledException)
        {
            return Report(terminal.Error, "stopped");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Report(terminal.Error, $"can't write the output: {e.InnerException?.Message ?? e.Message}");
        }
    }

    /// <summary>The root command with all others.</summary>
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("What neural networks cost: those that an assembly or a project declares with Burden, and those in ONNX files. They are read, never run.")
        {
            ListCommand.Create(terminal),
            ShowCommand.Create(terminal),
            JsonCommand.Create(terminal),
            ReportCommand.Create(terminal),
            DiffCommand.Create(terminal),
            ExportCommand.Create(terminal),
            ImportCommand.Create(terminal),
            CompletionCommand.Create(terminal),
        };
        HelpWithExamples.AddTo(root);
        return root;
    }

    private static IEnumerable<string> CommandsOf(System.CommandLine.Parsing.SymbolResult? result)
    {
        for (var names = new Stack<string>(); ; result = result.Parent)
        {
            if (result is not System.CommandLine.Parsing.CommandResult command || command.Command is RootCommand)
            {
                return names.Prepend("burden");
            }

            names.Push(command.Command.Name);
        }
    }

    private static int Report(TextWriter error, string message)
    {
        try
        {
            error.WriteLine($"error: {message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Where the standard error can't be written either, only the exit code is left.
        }

        return ExitCodes.Failure;
    }
}
