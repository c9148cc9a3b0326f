import { resolve } from 'node:path'

const server = 'visitbook'
const input = 'visitbook-token'

/** What stands for the token: a line that is pasted must not bring a real one into a terminal's history. */
const token = 'vb_…'

/**
 * What to paste into assistants, with the paths of this copy. An assistant starts programs in a folder and with a PATH of its
 * own, so that node may not be found.
 */
export function assistantLines(): string {
  const url = process.env.VISITBOOK_URL || 'https://your.service'
  const args = [resolve(__dirname, '../../../visitbook'), 'mcp', '--url', url]
  const command = process.execPath
  const started = { command, args, env: { VISITBOOK_TOKEN: token } }
  return [
    'Claude Code, in a terminal:',
    `  claude mcp add ${server} --scope user --env VISITBOOK_TOKEN=${token} -- ${[command, ...args].map(quoted).join(' ')}`,
    '\nClaude Desktop, in claude_desktop_config.json (Settings, Developer, Edit Config; then start it anew), and Cursor, in',
    '~/.cursor/mcp.json:',
    pasted({ mcpServers: { [server]: started } }),
    '\nVS Code, in .vscode/mcp.json or by "MCP: Open User Configuration"; it asks for the token, and keeps it out of the file:',
    pasted({
      inputs: [{ type: 'promptString', id: input, description: 'Token of Visitbook', password: true }],
      servers: {
        [server]: { type: 'stdio', ...started, env: { VISITBOOK_TOKEN: `\${input:${input}}` } },
      },
    }),
  ].join('\n')
}

const pasted = (value: object): string => JSON.stringify(value, null, 2).replace(/^/gm, '  ')

const quoted = (text: string): string => (/^[\w@%+=:,./\\-]+$/.test(text) ? text : `"${text}"`)
