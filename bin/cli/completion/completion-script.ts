import type { Completions, OfferedOption } from './completion-tree'

export const shells = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof shells)[number]

/** The script that has a shell complete the command line, from all that it takes. It starts nothing while one types. */
export const scriptOf: Readonly<Record<Shell, (all: readonly Completions[]) => string>> = {
  bash: bashScript,
  // zsh runs the completions of bash, once it is told to.
  zsh: (all) =>
    `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(all)}`,
  fish: fishScript,
}

/** In single quotes, where no shell expands anything. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

const wordsOf = ({ commands, options }: Completions): string =>
  [...commands, ...options].map(({ name }) => name).join(' ')

const branch = (pattern: string, action: string): string => `    ${quoted(pattern)}) ${action} ;;\n`

/** After an option with a value come its choices, or else files, which is what bash offers where nothing is replied. */
function bashScript(all: readonly Completions[]): string {
  const paths = all.filter(({ path }) => path !== '').map(({ path }) => branch(path, `at=${quoted(path)}`))
  const values = all.flatMap(({ path, options }) =>
    options
      .filter((option) => option.values === null || option.values.length > 0)
      .map((option) =>
        branch(`${path} ${option.name}`, `offered=${quoted((option.values ?? []).join(' '))}; isValue=1`),
      ),
  )
  const offered = all.map((one) => branch(one.path, `offered=${quoted(wordsOf(one))}`))
  return `_visitbook() {
  local typed="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" at= offered= isValue= number
  for ((number = 1; number < COMP_CWORD; number++)); do
    case "\${at:+$at }\${COMP_WORDS[number]}" in
${paths.join('')}    esac
  done
  case "$at $before" in
${values.join('')}  esac
  if [ -z "$isValue" ]; then
    case "$at" in
${offered.join('')}    esac
  fi
  COMPREPLY=()
  if [ -n "$offered" ]; then
    COMPREPLY=($(compgen -W "$offered" -- "$typed"))
  fi
}
complete -o bashdefault -o default -F _visitbook visitbook ./visitbook
`
}

/** The first word of a command leads to it; where it has commands below, the second does. */
function fishScript(all: readonly Completions[]): string {
  const lines = all.flatMap((one) => {
    const where = conditionOf(one)
    return [
      ...one.commands.map(
        ({ name, description }) => `${where} -f -a ${quoted(name)} -d ${quoted(description)}`,
      ),
      ...one.options.map(
        (option) =>
          `${where} -l ${quoted(option.name.slice(2))}${valuesIn(option)} -d ${quoted(option.description)}`,
      ),
    ]
  })
  return `${lines.join('\n')}\n`
}

function conditionOf({ path, commands }: Completions): string {
  const below = commands.map(({ name }) => name).join(' ')
  const reached = path
    .split(' ')
    .filter(Boolean)
    .map((word) => `__fish_seen_subcommand_from ${word}`)
  const isDeepest = below === '' ? [] : [`not __fish_seen_subcommand_from ${below}`]
  const conditions = [...reached, ...isDeepest]
  return `complete -c visitbook -n ${quoted(conditions.join('; and '))}`
}

function valuesIn({ values }: OfferedOption): string {
  if (values === null) return ' -r'
  return values.length === 0 ? '' : ` -x -a ${quoted(values.join(' '))}`
}
