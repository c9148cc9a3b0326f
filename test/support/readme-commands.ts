import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './clone'

export const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** Lines of an `sh` block, without their comments. */
const linesOf = (block: string): string[] =>
  block
    .split('\n')
    .map((line) => line.replace(/(^| +)# .*$/, ''))
    .filter((line) => line !== '')

/** README's commands in their order. */
export const readmeCommands: readonly string[] = commandsOf(readme, '|`(\\./visitbook [^`]+)`')

/** What docs/deploy.md has typed: how it is done by hand, with what to write into `visitbook.json`. */
export const deployCommands: readonly string[] = commandsOf(
  readFileSync(join(root, 'docs/deploy.md'), 'utf8').split(/^(?=## )/m)[1] as string,
  '|`((?:npm|npx|./visitbook|{ "sites":) ?[^`]*)`',
)

/** What docs/api.md asks by curl. */
export const apiCommands: readonly string[] = commandsOf(readFileSync(join(root, 'docs/api.md'), 'utf8'))

/** @param inline what else is a command, within a sentence */
function commandsOf(text: string, inline = ''): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`sh\\n(.*?)\`\`\`${inline}`, 'gs'))].flatMap(
    ([, block, command = '']) => (block === undefined ? [command] : linesOf(block)),
  )
}
