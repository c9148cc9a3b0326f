import { byteLength } from '../../text'
import type { Zone } from '../../time/zone'
import type { Message } from '../message'
import type { WrittenMessage } from '../written-message'
import { digestLetter } from './digest-letter'
import type { Letter, Setting } from './letter'
import { letterHtml } from './letter-html'
import { letterText, lineOf } from './letter-text'
import { organisationLetter } from './organisation-letter'
import { recipientLetter } from './recipient-letter'
import { summaryLetter } from './summary-letter'
import { testLetter } from './test-letter'

/** Mail programs cut what is longer. */
const mostBytes = 100_000

/** How many things of a list are told: the first number that keeps the letter short enough. */
const [most, ...fewer] = [100, 50, 25, 10] as const

/**
 * Writes a message in words, in English.
 *
 * @param url address of the service
 * @param zone by whose clock times are told
 */
export function write(
  message: Message,
  { url, zone }: { readonly url: string; readonly zone: Zone },
): WrittenMessage {
  const setting = { service: url.replace(/\/+$/, ''), zone }
  let written = writtenAs(letterOf(message, setting, most))
  for (const less of fewer) {
    if (byteLength(written.html) <= mostBytes) break
    written = writtenAs(letterOf(message, setting, less))
  }
  return written
}

function letterOf(message: Message, setting: Setting, most: number): Letter {
  switch (message.kind) {
    case 'organisation':
      return organisationLetter(message, setting)
    case 'recipient':
      return recipientLetter(message, setting)
    case 'summary':
      return summaryLetter(message, setting, most)
    case 'digest':
      return digestLetter(message, setting, most)
    case 'test':
      return testLetter(message, setting)
  }
}

const writtenAs = (letter: Letter): WrittenMessage => ({
  subject: letter.subject,
  title: lineOf(letter.title),
  text: letterText(letter),
  html: letterHtml(letter),
  url: letter.url,
})
