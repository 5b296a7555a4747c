package cli

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

const completionLong = `Print the script with which a shell completes commands, flags, images, containers and stages.

  bash        source <(cooper completion bash)
              In ~/.bashrc, for every shell. The package bash-completion is not needed.
  zsh         cooper completion zsh > "${fpath[1]}/_cooper"
              Once; zsh needs compinit: autoload -U compinit; compinit
  fish        cooper completion fish > ~/.config/fish/completions/cooper.fish
              Once.
  powershell  cooper completion powershell | Out-String | Invoke-Expression
              In the profile, for every shell.`

func (a *app) completionCommand() *cobra.Command {
	var plain bool
	cmd := &cobra.Command{
		Use: "completion [flags] bash|zsh|fish|powershell", Short: "Print the completion script of a shell",
		Long:      completionLong,
		Example:   "  source <(cooper completion bash)\n  cooper completion fish | source",
		ValidArgs: []string{"bash", "zsh", "fish", "powershell"},
		Args:      oneArg("one shell: bash, zsh, fish or powershell"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return writeCompletion(a.text, cmd.Root(), args[0], !plain)
		},
	}
	cmd.Flags().BoolVar(&plain, "no-descriptions", false, "complete without descriptions")
	return cmd
}

func writeCompletion(out io.Writer, root *cobra.Command, shell string, descriptions bool) error {
	switch shell {
	case "bash":
		var script bytes.Buffer
		if err := root.GenBashCompletionV2(&script, descriptions); err != nil {
			return err
		}
		_, err := io.WriteString(out, standalone(script.String()))
		return err
	case "zsh":
		if descriptions {
			return root.GenZshCompletion(out)
		}
		return root.GenZshCompletionNoDesc(out)
	case "fish":
		return root.GenFishCompletion(out, descriptions)
	case "powershell":
		if descriptions {
			return root.GenPowerShellCompletionWithDesc(out)
		}
		return root.GenPowerShellCompletion(out)
	}
	return fmt.Errorf("there is no completion for the shell %q: use bash, zsh, fish or powershell", shell)
}

// standalone puts functions of this file in place of the two that the library's script takes from the
// package bash-completion, which minimal images and macOS lack.
func standalone(script string) string {
	script = strings.NewReplacer(
		`_get_comp_words_by_ref "$@" cur prev words cword`, "__cooper_words",
		"_filedir", "__cooper_filedir",
		"    __cooper_process_completion_results\n}", "    __cooper_process_completion_results\n"+
			"    COMPREPLY=(\"${COMPREPLY[@]//\\\\,/,}\") # a comma needs no backslash\n}",
	).Replace(script)
	return script + bashFunctions
}

// bashFunctions are those functions. Bash splits a line also at = and :, which belong to the words of
// cooper, so that pieces without a space between them are joined.
const bashFunctions = `
__cooper_words()
{
    local line=${COMP_LINE:0:COMP_POINT} piece i
    words=() cword=-1
    for ((i = 0; i <= COMP_CWORD; i++)); do
        if ((i == 0)) || [[ $line == [[:space:]]* || -z $line ]]; then
            ((++cword))
            words[cword]=
        fi
        line=${line#"${line%%[![:space:]]*}"}
        piece=${COMP_WORDS[i]}
        if ((i == COMP_CWORD)); then
            piece=$line
        fi
        words[cword]+=$piece
        line=${line#"$piece"}
    done
    cur=${words[cword]}
    prev=
    if ((cword > 0)); then
        prev=${words[cword - 1]}
    fi
}

__cooper_filedir()
{
    if declare -F _filedir >/dev/null 2>&1; then
        _filedir "$@"
        return
    fi
    local file
    while IFS= read -r file; do
        if [[ -d $file || $# -eq 0 || ( $1 != -d && $file == *.@($1) ) ]]; then
            COMPREPLY+=("$file")
        fi
    done < <(compgen -f -- "$cur")
}
`
