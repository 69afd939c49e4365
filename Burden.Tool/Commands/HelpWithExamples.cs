using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Burden.Tool.Commands;

/// <summary>The usual help, and below it examples and what exit codes mean.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        ["burden"] = ["burden list src/Models", "burden show bin/Debug/net10.0/Models.dll DigitNet", "burden report src/Models reports --format html", "burden diff main/burden.costs.txt burden.costs.txt --fail-over 5%"],
        ["list"] = ["burden list Models.dll", "burden list src/Models --configuration Release"],
        ["show"] = ["burden show Models.dll DigitNet", "burden show src/Models resnet-50 --no-build", "burden show detector.onnx --dimensions batch=1", "burden show src/Models resnet-50 --input 3x320x320 --batch 8 --precision int8"],
        ["json"] = ["burden json Models.dll > before.json", "burden json Models.dll DigitNet"],
        ["report"] = ["burden report src/Models reports", "burden report Models.dll reports --format html --only DigitNet"],
        ["diff"] = ["burden diff before.json src/Models", "burden diff old/burden.costs.txt burden.costs.txt >> \"$GITHUB_STEP_SUMMARY\"", "burden diff before.json Models.dll --fail-over 5% --fail-over flops=0%"],
        ["export"] = ["burden export src/Models DigitNet digits.onnx", "burden export src/Models llama-3-8b llama.onnx --weights none --no-build"],
        ["import"] = ["burden import detector.onnx --dimensions batch=1", "burden import detector.onnx --class Detector --namespace App.Models --output Detector.cs"],
        ["completion"] = ["source <(burden completion bash)", "burden completion pwsh | Out-String | Invoke-Expression"],
    };

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        if (Examples.TryGetValue(command is RootCommand ? "burden" : command.Name, out var examples))
        {
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        output.WriteLine("Exit codes:");
        output.WriteLine($"  {ExitCodes.Success}  it did what it was asked");
        output.WriteLine($"  {ExitCodes.OverLimit}  diff --fail-over: a figure grew by more than it may");
        output.WriteLine($"  {ExitCodes.Failure}  it could not; the standard error says why");
        output.WriteLine();
        return ExitCodes.Success;
    }

    /// <summary>Gives a command line's help option this help.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new HelpWithExamples((HelpAction)option.Action!);
            // The ways of another system's shell: to others they look like paths, and completion would offer them.
            option.Aliases.Remove("/?");
            option.Aliases.Remove("/h");
        }
    }
}
