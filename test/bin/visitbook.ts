import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { main } from '../../bin/cli/program'

const bare = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
  NODE_NO_WARNINGS: '1',
  VISITBOOK_ZONE: 'UTC',
}

const root = join(__dirname, '../..')

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line as a person does, in an environment that has nothing but what is given. */
export async function visitbook(
  args: readonly string[],
  { env = {}, stdin = '' }: { env?: Record<string, string>; stdin?: string } = {},
): Promise<Ran> {
  const child = spawn(join(root, 'visitbook'), args, { env: { ...bare, ...env } })
  child.stdin.on('error', () => {}) // it may end before it has read
  child.stdin.end(stdin)
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, stdout, stderr }
}

/** The same in this process, which takes milliseconds; a process of its own takes half a second. */
export async function visitbookHere(
  args: readonly string[],
  { env = {} }: { env?: Record<string, string> } = {},
): Promise<Ran> {
  const own = process.env
  const written = { stdout: '', stderr: '' }
  const keep = (stream: keyof typeof written, end: string) => (text: unknown) => {
    written[stream] += text + end
    return true
  }
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(keep('stdout', '')),
    jest.spyOn(process.stderr, 'write').mockImplementation(keep('stderr', '')),
    jest.spyOn(console, 'log').mockImplementation(keep('stdout', '\n')),
    jest.spyOn(console, 'error').mockImplementation(keep('stderr', '\n')),
  ]
  process.env = { ...bare, ...env }
  try {
    const code = await main(args)
    return { code, ...written }
  } finally {
    process.env = own
    for (const spy of spies) spy.mockRestore()
  }
}
