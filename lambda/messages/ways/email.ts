import type { MailService } from '../mail-service'
import type { Way } from '../way'
import { answerText, failureOf } from './answer-text'

const timeoutMs = 5000

/** Hands messages to a service that sends e-mail. That one was taken does not say that it arrived. */
export const emailWay = (mail: Pick<MailService, 'send'>): Way => ({
  name: 'e-mail',
  send: (_, written) =>
    mail
      .send(written, AbortSignal.timeout(timeoutMs))
      .then((answer) => ({ result: 'sent', answer: answerText(answer) }), failureOf),
})
