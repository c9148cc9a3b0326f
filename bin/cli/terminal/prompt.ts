import { Failure, wrongUsage } from '../failure'

/** Whether there is somebody to ask. */
export const isInteractive = (): boolean => Boolean(process.stdin.isTTY && process.stderr.isTTY)

/**
 * Asks for a line of text until `fault` has nothing to say about it.
 *
 * @param without what to add to the command where nobody can be asked
 */
export async function askText(
  message: string,
  {
    placeholder,
    fault,
    without,
  }: { placeholder: string; fault(text: string): string | undefined; without: string },
): Promise<string> {
  const { text } = await prompts(without)
  const validate = (answer: string | undefined) => fault(answer ?? '')
  return requireAnswer<string>(await text({ message, placeholder, validate, output: process.stderr }))
}

/** Asks for a yes or a no. */
export async function askYes(message: string, without: string): Promise<boolean> {
  const { confirm } = await prompts(without)
  return requireAnswer<boolean>(await confirm({ message, output: process.stderr }))
}

/** Asks for one of several. */
export async function askOneOf(
  message: string,
  choices: readonly string[],
  without: string,
): Promise<string> {
  const { select } = await prompts(without)
  const options = choices.map((value) => ({ value, label: value }))
  return requireAnswer<string>(await select<string>({ message, options, output: process.stderr }))
}

async function prompts(without: string) {
  if (!isInteractive()) throw wrongUsage(`there is nobody to ask: add ${without}`)
  return import('@clack/prompts')
}

/** Anything but what was asked for is the library's sign that Ctrl-C was pressed. */
function requireAnswer<T>(answer: T | symbol): T {
  if (typeof answer === 'symbol') throw new Failure('interrupted')
  return answer as T
}
