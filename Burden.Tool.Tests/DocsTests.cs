using System.Text.RegularExpressions;
using Burden.Tool.Tests.Harness;

namespace Burden.Tool.Tests;

/// <summary>What docs/tool.md states is what the tool does.</summary>
public sealed partial class DocsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", "tool.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Each_output_that_is_shown_is_printed()
    {
        var examples = Examples().Matches(Page);

        Assert.Equal(3, examples.Count);
        foreach (Match example in examples)
        {
            var run = Command.Run([.. example.Groups["arguments"].Value.Split(' ').SelectMany(static a => a switch
            {
                "Models.dll" => [Command.Models],
                // Built with these tests.
                "Models.csproj" => [ModelsProject(), "--no-build", "--configuration", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name],
                _ => (string[])[a],
            })]);
            Assert.Equal((0, example.Groups["output"].Value), (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
        }
    }

    [Fact]
    public void Each_command_of_the_help_is_told()
    {
        var commands = HelpLine().Matches(Command.Run("--help").Output.ReplaceLineEndings("\n").Split("Commands:")[1].Split("Examples:")[0]).Select(static m => m.Groups[1].Value).ToList();

        Assert.Equal(["list", "show", "json", "report", "diff", "export", "completion"], commands);
        Assert.All(commands, static c => Assert.Contains($"burden {c} ", Page));
    }

    private static string ModelsProject([System.Runtime.CompilerServices.CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "Models", "Models.csproj");

    [GeneratedRegex("```sh\nburden (?<arguments>[^\n]*)\n```\n(\n[^\n`]+\n)*\n```text\n(?<output>.*?)```", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Examples();

    [GeneratedRegex("^  ([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex HelpLine();
}
