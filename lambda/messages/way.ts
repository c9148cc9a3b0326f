import type { Message } from '../domain/message/message'
import type { WrittenMessage } from '../domain/message/written-message'

/** What became of handing a message over. Who answers that it is gone gets no message any more. */
export interface Handed {
  readonly result: 'sent' | 'failed' | 'stopped'
  /** What was answered, in words of 200 characters at most, for the owner to read. */
  readonly answer: string
}

/** A way by which messages reach the owner. It never throws, and ends within 5 seconds. */
export interface Way {
  /** The same from run to run, such as `webhook hooks.example.com`. */
  readonly name: string
  send(message: Message, written: WrittenMessage): Promise<Handed>
}
