import type { WrittenMessage } from '../domain/message/written-message'

/** What e-mail goes by: SNS, SES, or the inbox page of one machine. */
export interface MailService {
  /**
   * Hands a message over.
   *
   * @param signal aborts when there is no time left
   * @returns what was answered, in words
   * @throws Error when it was not taken
   */
  send(written: WrittenMessage, signal: AbortSignal): Promise<string>
  /** What keeps mail from arriving and what to do about it, in one sentence; null where nothing is known of. Never rejects. */
  trouble(): Promise<string | null>
}
