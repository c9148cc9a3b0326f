import { styleText } from 'node:util'

/** How a cell stands out. */
export type Look = 'strong' | 'quiet' | 'wrong'

const styles = { strong: 'bold', quiet: 'dim', wrong: 'red' } as const

/** Whether a stream takes colours: https://no-color.org and https://force-color.org come before what it is. */
function takesColour({ isTTY }: { readonly isTTY?: boolean }): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (NO_COLOR) return false
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return isTTY === true && TERM !== 'dumb'
}

/** A text as a stream shows it that takes colours, or the same text. */
export const painted = (text: string, look: Look | null, stream: { readonly isTTY?: boolean }): string =>
  look === null || !takesColour(stream) ? text : styleText(styles[look], text, { validateStream: false })
