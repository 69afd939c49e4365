using System.CommandLine;
using Burden.Reports.Rendering;

namespace Burden.Tool.Commands;

/// <summary><c>completion SHELL</c>: prints the script that makes a shell complete the command's words.</summary>
internal static class CompletionCommand
{
    // The tool itself knows what may follow: the directive [suggest:POSITION] prints it, one word a line.
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # burden completion for bash: source <(burden completion bash)
            _burden() {
                local word
                COMPREPLY=()
                while IFS= read -r word; do
                    [[ -n $word && $word == "${COMP_WORDS[COMP_CWORD]}"* ]] && COMPREPLY+=("$(printf %q "$word")")
                done < <(burden "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
            }
            complete -o default -F _burden burden
            """,
        ["zsh"] = """
            # burden completion for zsh: source <(burden completion zsh)
            _burden() {
                local -a words_found
                words_found=(${(f)"$(burden "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)"})
                (( ${#words_found} )) && compadd -a words_found
                _files
            }
            compdef _burden burden
            """,
        ["fish"] = """
            # burden completion for fish: burden completion fish | source
            function __burden_complete
                set --local line (commandline --cut-at-cursor)
                burden "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete --command burden --arguments '(__burden_complete)'
            """,
        ["pwsh"] = """
            # burden completion for PowerShell: burden completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName burden -ScriptBlock {
                param($word, $line, $position)
                burden "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("shell") { Description = $"one of {string.Join(", ", Scripts.Keys)}" };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Print the script that makes a shell complete the words of this command.") { shell };
        command.SetAction(parsed =>
        {
            terminal.Output.WriteLine(Scripts[parsed.GetRequiredValue(shell)].ReplaceLineEndings("\n"));
            return ExitCodes.Success;
        });
        return command;
    }
}
