import { askOneOf, askText, askYes } from '../../../bin/cli/terminal/prompt'

/** Asks one question of each sort, for prompt.test.ts, and prints the answers. */
async function ask(): Promise<void> {
  const fault = (text: string) => (text === 'wrong' ? 'that is wrong' : undefined)
  const text = await askText('Which host?', { placeholder: 'you.github.io', fault, without: '--site' })
  const one = await askOneOf('Which table?', ['first', 'second'], '--table')
  const yes = await askYes('Go on?', '--yes')
  console.log(JSON.stringify({ text, one, yes }))
}

ask().catch((error) => {
  console.error(error.message)
  process.exitCode = error.code
})
