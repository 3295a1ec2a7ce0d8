package main

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"
)

const aboutCompletion = `Writes a script that lets a shell complete commands, options and their values.

  bash         fixtext completion bash > /etc/bash_completion.d/fixtext
               (with the package bash-completion of the system)
  zsh          fixtext completion zsh > "${fpath[1]}/_fixtext"
  fish         fixtext completion fish > ~/.config/fish/completions/fixtext.fish
  powershell   fixtext completion powershell >> $PROFILE`

func newCompletion(std streams) *cobra.Command {
	return &cobra.Command{
		Use:       "completion SHELL",
		Short:     "Write a completion script for bash, zsh, fish or powershell",
		Long:      aboutCompletion,
		ValidArgs: []string{"bash", "zsh", "fish", "powershell"},
		Args:      between(1, 1),
		RunE: func(c *cobra.Command, args []string) (err error) {
			var b bytes.Buffer
			switch root := c.Root(); args[0] {
			case "bash":
				err = root.GenBashCompletionV2(&b, true)
			case "zsh":
				err = root.GenZshCompletion(&b)
			case "fish":
				err = root.GenFishCompletion(&b, true)
			case "powershell":
				err = root.GenPowerShellCompletionWithDesc(&b)
			default:
				err = fmt.Errorf("no completions for %q: must be bash, zsh, fish or powershell", args[0])
			}
			if err != nil {
				return err
			}
			return std.print(b.String())
		},
	}
}
