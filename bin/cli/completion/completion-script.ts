import type { Completions, OfferedOption } from './completion-tree'

export const shells = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof shells)[number]

/** The script that has a shell complete the command line, from all that it takes. It starts nothing while one types. */
export const scriptOf: Readonly<Record<Shell, (all: readonly Completions[]) => string>> = {
  bash: bashScript,
  // zsh runs the completions of bash, once it is told to. Told to begin twice, it forgets what others have defined.
  zsh: (all) =>
    `(( \${+functions[compdef]} )) || { autoload -U +X compinit && compinit; }\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(all)}`,
  fish: fishScript,
}

/** In single quotes, where no shell expands anything. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

const wordsOf = ({ commands, options, values }: Completions): string =>
  [...commands.map(({ name }) => name), ...(values ?? []), ...options.map(({ name }) => name)].join(' ')

const branch = (pattern: string, action: string): string => `    ${quoted(pattern)}) ${action} ;;\n`

/**
 * After an option with a value come its choices, or else files, which is what bash offers where nothing is replied. Of
 * `--format=csv` bash makes three words, and zsh one.
 */
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
  local typed="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" at= offered= isValue= already= number
  case "$before $typed" in
    '= '*) before="\${COMP_WORDS[COMP_CWORD-2]}" ;;
    *' =') typed= ;;
    *' --'*=*) before="\${typed%%=*}"; already="$before="; typed="\${typed#*=}" ;;
  esac
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
    COMPREPLY=($(compgen -P "$already" -W "$offered" -- "$typed"))
  fi
}
complete -o bashdefault -o default -F _visitbook visitbook ./visitbook
`
}

/** Says whether the words so far lead to a command, which is told as they are joined. Values of options lead nowhere. */
const walk = (paths: readonly string[]): string => `function __visitbook_at
    set -l at
    for word in (commandline -opc)[2..]
        set -l next (string join -- ' ' $at $word)
        contains -- $next ${paths.map(quoted).join(' ')}; and set at $next
    end
    test "$at" = "$argv"
end
`

/** Files are offered only where any value may follow. */
function fishScript(all: readonly Completions[]): string {
  const lines = all.flatMap((one) => {
    const where = `complete -c visitbook -n ${quoted(`__visitbook_at ${one.path}`.trimEnd())}`
    return [
      ...(one.values === null ? [`${where} -F`] : []),
      ...(one.values ?? []).map((value) => `${where} -a ${quoted(value)}`),
      ...one.commands.map(({ name, description }) => `${where} -a ${quoted(name)} -d ${quoted(description)}`),
      ...one.options.map(
        (option) =>
          `${where} -l ${quoted(option.name.slice(2))}${valuesIn(option)} -d ${quoted(option.description)}`,
      ),
    ]
  })
  return `${walk(all.map(({ path }) => path).filter(Boolean))}complete -c visitbook -f\n${lines.join('\n')}\n`
}

function valuesIn({ values }: OfferedOption): string {
  if (values === null) return ' -r -F'
  return values.length === 0 ? '' : ` -x -a ${quoted(values.join(' '))}`
}
