import type { Command } from 'commander'
import { write } from '../terminal/output'
import { type Shell, scriptOf } from './completion-script'
import { completionsOf } from './completion-tree'

/** Prints the script for a shell. */
export const printCompletion = (shell: Shell, program: Command): Promise<void> =>
  write(process.stdout, scriptOf[shell](completionsOf(program)))
