import { printable } from '../../lambda/domain/printable'
import type { Way } from '../../lambda/messages/way'

/** Prints messages. Nothing in them moves the cursor. */
export const terminalWay = (print: (text: string) => void): Way => ({
  name: 'terminal',
  async send(_message, { text }) {
    print(`\n${text.split('\n').map(printable).join('\n')}\n`)
    return { result: 'sent', answer: 'printed' }
  },
})
