import { Client, type VersionNegotiationMode } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { visitbookHere } from '../visitbook'

interface Started {
  readonly command: string
  readonly args: string[]
}

/** How it is started, by the lines that `visitbook mcp --help` has to be pasted. */
export async function started(url: string): Promise<Started> {
  const { stdout } = await visitbookHere(['mcp', '--help'], { env: { VISITBOOK_URL: url } })
  const [pasted = ''] = /^ {2}\{\n {4}"mcpServers"[\s\S]*?^ {2}\}/m.exec(stdout) ?? []
  const { command, args } = JSON.parse(pasted).mcpServers.visitbook
  return { command, args }
}

export interface Answer {
  readonly isError: boolean
  /** Each block of text. */
  readonly texts: readonly string[]
}

/** An assistant: the SDK's own client, and the command line that it starts, in a folder that has nothing to do with it. */
export async function openAssistant(
  { url, token, folder }: { url: string; token: string; folder: string },
  mode: VersionNegotiationMode = 'legacy',
) {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } })
  let stderr = ''
  const transport = new StdioClientTransport({
    ...(await started(url)),
    env: { VISITBOOK_TOKEN: token },
    cwd: folder,
    stderr: 'pipe',
  })
  transport.stderr?.on('data', (text) => {
    stderr += text
  })
  await client.connect(transport)
  return {
    client,
    stderr: () => stderr,
    async call(name: string, given: Record<string, unknown> = {}): Promise<Answer> {
      const { content, isError = false } = await client.callTool({ name, arguments: given })
      return { isError, texts: content.map((block) => (block.type === 'text' ? block.text : block.type)) }
    },
    close: () => client.close(),
  }
}

export type Assistant = Awaited<ReturnType<typeof openAssistant>>
