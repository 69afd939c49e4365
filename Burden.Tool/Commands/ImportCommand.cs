using System.CommandLine;
using Burden.Onnx;
using Burden.Onnx.Importing;
using Burden.Reports.Rendering;
using Burden.Tool.Targets;

namespace Burden.Tool.Commands;

/// <summary><c>import FILE</c>: writes the network of an ONNX file as a declaration in C#.</summary>
internal static class ImportCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "an .onnx file" };
        var className = new Option<string?>("--class") { Description = "the name of the network's class; the file's where it is left out", HelpName = "name" };
        var @namespace = new Option<string?>("--namespace") { Description = "the namespace of the classes", HelpName = "name" };
        var output = new Option<string?>("--output", "-o") { Description = "the file to write; the standard output where it is left out", HelpName = "file" };
        var options = new OnnxFileOptions();
        var command = new Command("import", "Write the network of an .onnx file as a declaration in C#, which costs the same.") { file, className, @namespace, output };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            var (name, space) = (parsed.GetValue(className), parsed.GetValue(@namespace) ?? "");
            Check(path, name, space);
            var import = await Progress.WaitAsync(
                $"Reading {Path.GetFileName(path)}", terminal, () => Task.Run(() => OnnxImport.Of(path, OnnxTarget.Options(options.Dimensions(parsed), options.Rules(parsed)), name, space, cancellation), cancellation));
            if (import.Text is not { } text)
            {
                throw new ToolException(string.Join("\nerror: ", import.Faults));
            }

            OnnxTarget.Warn(path, import.UnusedDimensions, terminal);
            if (parsed.GetValue(output) is { } target)
            {
                await File.WriteAllTextAsync(target, text, cancellation);
            }
            else
            {
                terminal.Output.Write(text);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static void Check(string path, string? className, string @namespace)
    {
        if (!File.Exists(path))
        {
            throw new ToolException($"'{path}' does not exist; expected an .onnx file");
        }

        if (!path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            throw new ToolException($"'{path}' is no .onnx file");
        }

        if (className is not null && OnnxImport.FaultOf(className) is { } fault)
        {
            throw new ToolException($"--class: {fault}");
        }

        if (@namespace.Length > 0 && @namespace.Split('.').Any(static part => !Names.IsIdentifier(part)))
        {
            throw new ToolException($"--namespace: '{@namespace}' is no namespace of C#; expected names with dots between them");
        }
    }
}
