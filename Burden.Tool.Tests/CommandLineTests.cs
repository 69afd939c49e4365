using Burden.Tool.Tests.Harness;

namespace Burden.Tool.Tests;

/// <summary>The command line as such.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("show", "error: Required argument 'target' missing for command: 'show'; 'burden show --help' tells what is expected")]
    [InlineData("list|--fast|x.dll", "error: Unrecognized command or argument 'x.dll'; 'burden list --help' tells what is expected")]
    [InlineData("list|nowhere", "error: 'nowhere' does not exist; expected an assembly, a project, a folder with a project or an .onnx file")]
    [InlineData("list| ", "error: the target has no name; expected an assembly, a project, a folder with a project or an .onnx file")]
    [InlineData("show|a.csproj|Net|-d|batch=2", "error: --dimensions is for .onnx files, and 'a.csproj' is none; a project states it at its BurdenModel item")]
    [InlineData("json|a.dll|--rules|r.json", "error: --rules is for .onnx files, and 'a.dll' is none; a project states it at its BurdenModel item")]
    [InlineData("diff|a.json|b|-d|batch=2", "error: --dimensions is for .onnx files, and 'a.json' and 'b' are none; a project states it at its BurdenModel item")]
    public void What_cannot_be_done_is_one_sentence_and_the_exit_code_2(string arguments, string expected)
    {
        var run = Command.Run(arguments.Split('|'));

        Assert.Equal((2, "", expected), (run.ExitCode, run.Output, run.Error.Trim()));
    }

    [Theory]
    [InlineData("a.sln", "is a solution; expected one of its projects")]
    [InlineData("a.cs", "is source; expected its project, or the assembly that is built of it")]
    [InlineData("a.txt", "is neither an assembly (.dll, .exe) nor a project (.csproj) nor an .onnx file")]
    [InlineData("a.dll", "is damaged or no .NET assembly")]
    public void A_file_of_another_kind_is_an_error(string name, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In(name), "text");

        var run = Command.Run("list", folder.In(name));

        Assert.Equal((2, $"error: '{folder.In(name)}' {expected}"), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public void A_folder_has_one_project()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal($"error: the folder '{folder.Path}' has no project; expected one .csproj in it", Command.Run("list", folder.Path).Error.Trim());
        File.WriteAllText(folder.In("b.csproj"), "");
        File.WriteAllText(folder.In("a.fsproj"), "");
        Assert.Equal($"error: the folder '{folder.Path}' has 2 projects, a.fsproj, b.csproj; name one of them", Command.Run("list", folder.Path).Error.Trim());
    }

    [Theory]
    [InlineData]
    [InlineData("list")]
    [InlineData("show")]
    [InlineData("json")]
    [InlineData("report")]
    [InlineData("completion")]
    public void Help_has_examples_and_exit_codes(params string[] command)
    {
        var run = Command.Run([.. command, "--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"\nExamples:\n  {(command is ["completion"] ? "source <(" : "")}burden ", run.Output.ReplaceLineEndings("\n"));
        Assert.Contains("  2  it could not; the standard error says why", run.Output);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void Each_shell_has_a_completion_script(string shell) => Assert.Contains("burden \"[suggest:", Command.Run("completion", shell).Output);

    [Fact]
    public void An_assemblys_networks_are_suggested()
    {
        var line = $"burden show {Command.Models} tiny";

        Assert.Equal("tiny-resnet", Command.Run($"[suggest:{line.Length}]", line).Output.Trim());
        Assert.DoesNotContain("error", Command.Run("[suggest:19]", "burden show nowhere ").Error);
    }
}
