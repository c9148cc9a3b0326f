import { Argument, type Command } from 'commander'
import { type Shell, shells } from './completion-script'

const help = `
Put one line into the file that your shell reads as it starts, with the folder of your clone:

  bash   ~/.bashrc                     source <(~/visitbook/visitbook completion bash)
  zsh    ~/.zshrc                      source <(~/visitbook/visitbook completion zsh)
  fish   ~/.config/fish/config.fish    ~/visitbook/visitbook completion fish | source

Commands, options and their values are completed then, for visitbook and ./visitbook. The script holds them all, so completing
starts nothing; after an upgrade open another terminal.

Exit codes: 0 done, 2 wrong usage`

/** `visitbook completion` */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('print a script by which your shell completes commands and options')
    .addArgument(new Argument('<shell>', 'which one').choices(shells))
    .addHelpText('after', help)
    .action(async (shell: Shell) => (await import('./completion')).printCompletion(shell, program))
}
