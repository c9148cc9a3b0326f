import type { Message } from '../../../lambda/domain/message/message'
import type { Way } from '../../../lambda/messages/way'

export interface Sent {
  readonly way: Way
  /** What was handed over, each time. */
  readonly messages: readonly Message[]
}

/** The one way by which the owner is told. */
export function sentBy(): Sent {
  const messages: Message[] = []
  return {
    messages,
    way: {
      name: 'webhook owner.example',
      async send(message) {
        messages.push(message)
        return { result: 'sent', answer: '200' }
      },
    },
  }
}
