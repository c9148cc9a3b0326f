import { type CallToolResult, McpServer, type StandardSchemaWithJSON } from '@modelcontextprotocol/server'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import type { Json } from '../../../lambda/api/json-schema'
import { version } from '../../../package.json'
import { apiClient } from '../api/api-client'
import { addressOf, serverOf } from '../api/server'
import type { Arguments } from './arguments'
import type { McpOptions } from './mcp-command'
import type { Tool } from './tool'
import { contentOf, instructions } from './tool-content'
import { tools } from './tools'

/**
 * Serves an assistant until it closes standard input. Standard output has the protocol and nothing else.
 *
 * @throws Failure when the URL is not valid
 */
export function serve({ url }: McpOptions): void {
  addressOf(url, process.env)
  serveStdio(() => serverFor(url), { onerror: ({ message }) => console.error(`visitbook: ${message}`) })
}

function serverFor(url: string | undefined): McpServer {
  const server = new McpServer({ name: 'visitbook', title: 'Visitbook', version }, { instructions })
  for (const tool of tools) {
    const { name, title, description, takes } = tool
    server.registerTool(name, { title, description, inputSchema: described(takes), annotations }, (given) =>
      callOf(tool, url, given),
    )
  }
  return server
}

/** Nothing is changed. What is read was written by anyone, which assistants are told by `openWorldHint`. */
const annotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true,
} as const

/**
 * What goes wrong is thrown, and becomes an answer in words: the SDK makes it one. The token is looked up, and the service tried,
 * for each call, so that a mended service needs no new start.
 */
async function callOf(tool: Tool, url: string | undefined, given: Arguments): Promise<CallToolResult> {
  const client = apiClient(serverOf(url, process.env))
  return { content: contentOf(tool, await tool.answer(client, given)) }
}

/** A schema as the SDK wants it. It lets all arguments pass: the tool checks them, in the API's words. */
const described = (schema: Json): StandardSchemaWithJSON<Arguments> => ({
  '~standard': {
    version: 1,
    vendor: 'visitbook',
    validate: (value) => ({ value: value as Arguments }),
    jsonSchema: { input: () => ({ ...schema }), output: () => ({ ...schema }) },
  },
})
