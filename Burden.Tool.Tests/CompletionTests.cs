using System.Diagnostics;
using Burden.Tool.Tests.Harness;

namespace Burden.Tool.Tests;

/// <summary>The completion scripts, each in its own shell. A shell that isn't installed is skipped; every machine has bash.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CompletionTests()
    {
        var burden = folder.In("burden");
        File.WriteAllText(burden, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "burden.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(burden, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => folder.Dispose();

    [ShellFact("bash")]
    public void Bash_completes_commands_options_and_names()
    {
        const string Script = """
            source <(burden completion bash)
            try() {
                COMP_LINE="$1"; COMP_POINT=${#1}; COMPREPLY=()
                read -ra COMP_WORDS <<< "$1"
                [[ "$1" == *" " ]] && COMP_WORDS+=("")
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _burden
                (IFS='|'; echo "${COMPREPLY[*]}")
            }
            complete -p burden
            try "burden sh"
            try "burden completion "
            try "burden report x.dll --fo"
            try "burden show $MODELS Di"
            try "burden show $MODELS a"
            try "burden nothing.at.all --"
            """;

        var lines = Run("bash", "--norc", "--noprofile", "-c", Script);

        Assert.Equal("complete -o default -F _burden burden", lines[0]);
        Assert.Equal("show", lines[1]);
        Assert.Superset(new HashSet<string> { "bash", "fish", "pwsh", "zsh" }, lines[2].Split('|').ToHashSet());
        Assert.Equal("--format", lines[3]);
        Assert.Equal("DigitNet", lines[4].Split('|')[0]);
        // A name with marks of the shell's is quoted, and nothing in it is run.
        Assert.Equal("""a/b\,\ \"\<c\>\"\ \&\ \'d\'""", lines[5]);
    }

    [ShellFact("zsh")]
    public void Zsh_offers_what_the_tool_suggests()
    {
        const string Script = """
            autoload -Uz compinit; compinit -u -D
            source <(burden completion zsh)
            compadd() { print -r -- "${(j:|:)${(P)@[-1]}}" }
            _files() { }
            try() { BUFFER="$1"; CURSOR=${#1}; _burden }
            print -r -- "$_comps[burden]"
            try "burden sh"
            try "burden report x.dll --fo"
            try "burden show $MODELS a"
            """;

        var lines = Run("zsh", "-f", "-c", Script);

        Assert.Equal(["_burden", "show", "--format"], lines[..3]);
        // What doesn't begin with the word, zsh leaves out itself.
        Assert.StartsWith("""a/b, "<c>" & 'd'|""", lines[3]);
    }

    [ShellFact("fish")]
    public void Fish_completes_commands_options_and_names()
    {
        const string Script = """
            burden completion fish | source
            complete -C "burden sh"
            complete -C "burden report x.dll --fo"
            complete -C "burden show $MODELS Dig"
            """;

        Assert.Equal(["show", "--format", "DigitNet"], Run("fish", "--no-config", "-c", Script));
    }

    [ShellFact("pwsh")]
    public void PowerShell_completes_commands_options_and_names()
    {
        const string Script = """
            burden completion pwsh | Out-String | Invoke-Expression
            foreach ($line in 'burden sh', 'burden report x.dll --fo', "burden show $env:MODELS Dig") {
                (TabExpansion2 $line $line.Length).CompletionMatches[0].CompletionText
            }
            """;

        Assert.Equal(["show", "--format", "DigitNet"], Run("pwsh", "-NoProfile", "-NonInteractive", "-Command", Script));
    }

    private string[] Run(string shell, params string[] arguments)
    {
        var start = new ProcessStartInfo(shell, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.In("") };
        start.Environment["PATH"] = $"{folder.In("")}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["MODELS"] = Command.Models;
        start.Environment["HOME"] = folder.In("");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(("", 0), (error.Result, process.ExitCode));
        return output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }
}

/// <summary>A test in a shell, skipped where that isn't installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute(string shell)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, shell)));
        Skip = found && !OperatingSystem.IsWindows() ? null : $"{shell} is not installed";
    }
}
