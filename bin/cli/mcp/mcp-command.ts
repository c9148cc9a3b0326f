import type { Command } from 'commander'
import { addUrlOption } from '../visits/visit-options'
import { assistantLines } from './assistant-lines'

const help = `
A Model Context Protocol server on standard input and output: your assistant starts it, and asks who came, what they read,
for visits, recipients, totals and refusals. It only reads. Answers have 200 rows at most, and are what the API answers.
Texts that visitors chose are marked as data of strangers, see docs/assistants.md.

The token is that of VISITBOOK_TOKEN. Make one for the assistant alone, which can be revoked alone:
  ./visitbook token --name assistant --url https://your.service`

export interface McpOptions {
  readonly url?: string
}

/** `visitbook mcp` */
export function addMcp(program: Command): void {
  const command = program
    .command('mcp')
    .description('let an assistant ask: a Model Context Protocol server on stdin and stdout')
  addUrlOption(command)
    .addHelpText('after', () => `${help}\n\n${assistantLines()}`)
    .action(async (options: McpOptions) => (await import('./mcp')).serve(options))
}
