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

/** README's commands in their order, with the heading of the section that each is in. */
export interface ReadmeCommand {
  readonly section: string
  readonly command: string
}

/** Commands in blocks anywhere; where it is told how to deploy, those within a sentence too, and what to write into `visitbook.json`. */
export const readmeCommands: readonly ReadmeCommand[] = readme.split(/^(?=## )/m).flatMap((text) => {
  const section = /^## (.*)/.exec(text)?.[1] ?? ''
  const inline = section === 'Deploy it' ? '|`((?:npm|npx|\\./visitbook|{ "sites":) [^`]+)`' : ''
  return [...text.matchAll(new RegExp(`\`\`\`sh\\n(.*?)\`\`\`${inline}`, 'gs'))]
    .flatMap(([, block, command = '']) => (block === undefined ? [command] : linesOf(block)))
    .map((command) => ({ section, command }))
})
