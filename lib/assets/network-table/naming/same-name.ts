import type { Label } from './classifier'
import { writtenName } from './written-name'

/**
 * Labels of networks that are registered under the very name of a labelled one, its legal form included: Telenet BV
 * is not Telenet SIA. Where labelled networks of one name belong to several organisations, it says nothing.
 */
export function labelsBySameName(
  labels: readonly Label[],
  names: ReadonlyMap<number, string>,
): ReadonlyMap<number, Label> {
  const labelled = new Map(labels.flatMap((label) => label.asns.map((asn) => [asn, label] as const)))
  const holders = new Map<string, Set<Label>>()
  for (const [asn, label] of labelled) {
    const name = comparable(names.get(asn) ?? '')
    if (name !== null) holders.set(name, (holders.get(name) ?? new Set()).add(label))
  }
  return new Map(
    [...names].flatMap(([asn, registered]) => {
      const [label, another] = holders.get(comparable(registered) ?? '') ?? []
      return labelled.has(asn) || label === undefined || another !== undefined ? [] : [[asn, label] as const]
    }),
  )
}

/** Registries hold numbers for others under their own names. */
const registries =
  /\b(?:network (?:coordination|information) cent(?:er|re)|ripe|apnic|lacnic|afrinic|cnnic)\b/i

/** Words that many firms bear, so that one of them beside a legal form names nobody. */
const commonWords =
  /^(?:alpha|angelnet|apex|atlas|cablenet|connect|data|delta|digital|fiber|fusion|general communication|global|horizon|lambda|link|matrix|metronet|network|nova|omega|one|online|orion|phoenix|pulse|quantum|skynet|smart|starnet|systems?|telenet|ultranet|vision|wavenet|web|wireless)$/

/** Places and institutions of one town: there are two Wheaton Colleges, and a Newcastle on each side of the world. */
const localWords =
  /\b(?:city|town|county|council|college|schools?|academy|hospital|medical|health|church|bank|chamber|library|airport)\b/

/** Returns a name without case, punctuation and handle but with its legal form; null if many might bear it. */
function comparable(registered: string): string | null {
  const written = writtenName(registered)
  const plain = inLetters(written)
  const isTold =
    plain.length >= 4 && !registries.test(registered) && !commonWords.test(plain) && !localWords.test(plain)
  const end = written.slice(-4).toLowerCase()
  const form = inLetters(registered.slice(registered.toLowerCase().lastIndexOf(end) + end.length))
  return !isTold || (form === '' && !plain.includes(' ')) ? null : `${plain} ${shortForms.get(form) ?? form}`
}

const shortForms = new Map([
  ['incorporated', 'inc'],
  ['limited', 'ltd'],
  ['pty limited', 'pty ltd'],
  ['private limited', 'pvt ltd'],
  ['corporation', 'corp'],
])

const inLetters = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim()
