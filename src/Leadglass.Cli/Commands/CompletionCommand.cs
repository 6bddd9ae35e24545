using System.CommandLine;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass completion</c>: scripts that let a shell complete commands, options and rule ids.</summary>
internal sealed class CompletionCommand : Command
{
    private const string Bash =
        """
        # In ~/.bashrc:  source <(leadglass completion bash)
        _leadglass_complete() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(leadglass "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _leadglass_complete leadglass
        """;

    private const string Zsh =
        """
        # In ~/.zshrc:  source <(leadglass completion zsh)
        _leadglass() {
            local -a found
            found=("${(@f)$(leadglass "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- $found
        }
        compdef _leadglass leadglass
        """;

    private const string PowerShell =
        """
        # In $PROFILE:  leadglass completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName leadglass -ScriptBlock {
            param($word, $command, $position)
            leadglass "[suggest:$position]" "$command" | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    public CompletionCommand(Surroundings surroundings)
        : base("completion", "Prints a script that lets your shell complete leadglass commands.")
    {
        var shell = new Argument<string>("shell") { HelpName = "shell", Description = "bash, zsh or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        Add(shell);
        SetAction(parsed =>
        {
            surroundings.Out.WriteLine(parsed.GetValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                _ => PowerShell,
            });
            return ExitCode.Clean;
        });
    }
}
