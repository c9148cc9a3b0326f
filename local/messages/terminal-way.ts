import { printable } from '../../lambda/domain/printable'
import type { Way } from '../../lambda/messages/way'
import { exampleSite } from '../../web/dashboard/example/example-site'

/** Prints messages. Nothing in them moves the cursor. Those about the example would push the link to the dashboard away. */
export const terminalWay = (print: (text: string) => void): Way => ({
  name: 'terminal',
  async send({ site }, { text }) {
    if (site === exampleSite) return { result: 'sent', answer: 'in the inbox alone, as it is invented' }
    print(`\n${text.split('\n').map(printable).join('\n')}\n`)
    return { result: 'sent', answer: 'printed' }
  },
})
