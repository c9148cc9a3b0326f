import { printable } from '../../../lambda/domain/printable'
import { utf8 } from './formats/text'

const shownLength = 80

/** A line that was not understood, fit to be shown: no address should end up in the log of a build. */
export const complaintOf = (file: string, lineNumber: number, line: string): string =>
  `${file} line ${lineNumber} is not understood: ${printable(blanked(utf8(line))).slice(0, shownLength)}`

/** Three or four numbers in dots or hyphens: an IPv4 address, in the name of a host too, or the beginning of one. */
const ipv4 = /(?<!\d)\d{1,3}(?:[.-]\d{1,3}){2,3}(?!\d)/g
/** Groups between colons; a time of day looks like that too. */
const ipv6 = /[\da-f]{0,4}(?::[\da-f]{0,4}){2,8}(?:%[\w.-]{1,20})?/gi
const clock = /^(?:\d{4}:)?\d\d:\d\d:\d\d$/

/** Removes everything that looks like an address, and the first word, which may be a client's host name. */
function blanked(line: string): string {
  const named = line.startsWith('{') || line.startsWith('#') ? line : line.replace(/^\S+/, '…')
  return named.replace(ipv4, '…').replace(ipv6, (found) => (clock.test(found) ? found : '…'))
}
