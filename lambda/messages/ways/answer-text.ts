import { clean, cut } from '../../domain/text'
import type { Handed } from '../way'

/** Bytes, and so characters at most, of an answer as it is kept. */
const longest = 200

/** What was answered, of one line and bounded: it comes from a stranger. */
export const answerText = (text: string): string => cut(clean(text), longest)

/** Why nothing was handed over, in words. */
export function failureOf(error: unknown): Handed {
  const { code, message, name } = error as NodeJS.ErrnoException
  const known = reasons[typeof code === 'string' ? code : name]
  return { result: 'failed', answer: answerText(known ?? (message || String(code ?? name))) }
}

/** Node says these in a word. */
const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host has no address',
  EAI_AGAIN: 'the host could not be looked up',
  ECONNREFUSED: 'the host refused the connection',
  ECONNRESET: 'the host broke the connection off',
  ETIMEDOUT: 'the host did not take the connection',
  CERT_HAS_EXPIRED: 'the certificate of the host has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate of the host is its own, and not to be trusted',
  AbortError: 'there was no answer within 5 s',
  TimeoutError: 'there was no answer within 5 s',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate of the host is for another name',
}
