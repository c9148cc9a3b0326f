import type { Feed, FeedItem } from './feed'

/**
 * Writes a feed as Atom (RFC 4287). It names no address of its own (`rel="self"`): that has the token, and readers that ask
 * by it without one would be turned away.
 */
export const atom = ({ id, title, home, items }: Feed): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `<id>${xml(id)}</id>`,
    `<title>${xml(title)}</title>`,
    `<updated>${items[0]?.time ?? neverUpdated}</updated>`,
    `<author><name>${xml(title)}</name></author>`,
    `<link rel="alternate" type="text/html" href="${xml(home)}"/>`,
    ...items.map(entry),
    '</feed>',
    '',
  ].join('\n')

/** A feed must say when it changed, also where it has nothing yet. */
const neverUpdated = '2026-01-01T00:00:00Z'

/** The text keeps its lines, as HTML that has nothing else: so names of strangers are escaped twice. */
const entry = ({ id, time, title, text, url }: FeedItem): string =>
  [
    '<entry>',
    `<id>${xml(id)}</id>`,
    `<title>${xml(title)}</title>`,
    `<published>${time}</published>`,
    `<updated>${time}</updated>`,
    `<link rel="alternate" type="text/html" href="${xml(url)}"/>`,
    `<content type="html">${xml(`<pre>${xml(text)}</pre>`)}</content>`,
    '</entry>',
  ].join('\n')

/** What XML 1.0 has no place for, escaped or not. */
const impossible = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const xml = (text: string): string =>
  text.replace(impossible, '\ufffd').replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
