import type { Command, Option } from 'commander'

/** What may follow on a command line, for one command. */
export interface Completions {
  /** The words that lead to it: empty for the program itself. */
  readonly path: string
  /** Commands below it, each with what it does. */
  readonly commands: readonly Offered[]
  readonly options: readonly OfferedOption[]
  /** The values that its first argument takes; null where it takes any, such as a file, and empty where there is none. */
  readonly values: readonly string[] | null
}

export interface Offered {
  readonly name: string
  readonly description: string
}

export interface OfferedOption extends Offered {
  /** The values that it takes; null where it takes any, and empty where it takes none. */
  readonly values: readonly string[] | null
}

/** All commands, the program first. Commander's own help is among them. */
export function completionsOf(command: Command, path = ''): Completions[] {
  const below = command.commands.filter((one) => !isHidden(one))
  return [
    {
      path,
      commands: below.map(offered),
      options: [...command.options.filter(({ hidden }) => !hidden).map(offeredOption), help],
      values: valuesOf(command),
    },
    ...below.flatMap((one) => completionsOf(one, path === '' ? one.name() : `${path} ${one.name()}`)),
  ]
}

function valuesOf({ registeredArguments: [first] }: Command): readonly string[] | null {
  return first === undefined ? [] : (first.argChoices ?? null)
}

const isHidden = (command: Command): boolean =>
  (command as Command & { readonly _hidden?: boolean })._hidden === true

const offered = (command: Command): Offered => ({ name: command.name(), description: command.description() })

const help: OfferedOption = { name: '--help', description: 'print help', values: [] }

function offeredOption({ long, short, description, argChoices, required, optional }: Option): OfferedOption {
  const takesOne = required || optional
  return {
    name: long ?? short ?? '',
    description,
    values: takesOne ? (argChoices ?? null) : [],
  }
}
