/** The parts of SQL that a dump is made of, one character for each byte. */
export type SqlToken =
  | { readonly is: 'word' | 'name' | 'mark'; readonly text: string }
  /** Null where it has more characters than are kept. */
  | { readonly is: 'text'; readonly text: string | null }

/** Asks for more of the file; null says that there is none. */
export type Lexing<T> = Generator<undefined, T, string | null>

/** The most characters of a text that are kept: `TEXT` holds 64 KB, and escapes may double it. */
const longestText = 262_144

/** A dump of which as much is in memory as is being read. */
export interface Dump {
  text: string
  /** Where reading goes on. */
  at: number
}

/** Reads on, and forgets what was read. @returns whether there was more */
function* more(dump: Dump): Lexing<boolean> {
  const next = yield
  if (next === null) return false
  dump.text = dump.text.slice(dump.at) + next
  dump.at = 0
  return true
}

/**
 * Reads the next token of a dump as mysqldump, mariadb-dump and phpMyAdmin write it. What stands in a comment for one version
 * only counts, as the server itself would read it.
 *
 * @returns null at the end
 */
export function* nextToken(dump: Dump): Lexing<SqlToken | null> {
  for (;;) {
    blanks.lastIndex = dump.at
    blanks.exec(dump.text)
    dump.at = blanks.lastIndex
    if (dump.text.length < dump.at + 3 && (yield* more(dump))) continue
    const [sign, second, third = ' '] = dump.text.slice(dump.at, dump.at + 3)
    if (sign === undefined) return null
    if (sign === "'" || sign === '"' || sign === '`') return yield* quoted(dump, sign)
    if (sign === '#' || (sign === '-' && second === '-' && /\s/.test(third))) yield* past(dump, '\n')
    else if (sign === '*' && second === '/') dump.at += 2
    else if (sign === '/' && second === '*') yield* comment(dump)
    else return marks.includes(sign) ? mark(dump, sign) : { is: 'word', text: yield* word(dump) }
  }
}

const blanks = /[\s\0]*/y
const marks = '(),;='

function mark(dump: Dump, text: string): SqlToken {
  dump.at += 1
  return { is: 'mark', text }
}

/** Skips to what follows `end`. */
function* past(dump: Dump, end: string): Lexing<void> {
  for (;;) {
    const found = dump.text.indexOf(end, dump.at)
    dump.at = found < 0 ? Math.max(dump.at, dump.text.length - end.length + 1) : found + end.length
    if (found >= 0 || !(yield* more(dump))) return
  }
}

/** A comment is skipped, unless it is for a version: then only its beginning is, and its end by itself. */
function* comment(dump: Dump): Lexing<void> {
  while (dump.text.length < dump.at + versionLength && (yield* more(dump))) {}
  const head = dump.text.slice(dump.at, dump.at + versionLength)
  const version = /^\/\*M?!\d{0,6}/.exec(head)?.[0]
  if (version === undefined || head[version.length] === '\\') return yield* past(dump, '*/')
  dump.at += version.length
}
const versionLength = 12

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', 0: '\0', Z: '\x1a' }
const stops = { "'": /['\\]/g, '"': /["\\]/g, '`': /`/g } as const

function* quoted(dump: Dump, quote: keyof typeof stops): Lexing<SqlToken> {
  const stop = stops[quote]
  let kept: string | null = ''
  const keep = (piece: string) => {
    kept = kept === null || kept.length + piece.length > longestText ? null : kept + piece
  }
  dump.at += 1
  for (;;) {
    stop.lastIndex = dump.at
    const end = stop.exec(dump.text)?.index ?? dump.text.length
    keep(dump.text.slice(dump.at, end))
    dump.at = end
    if (dump.text.length < dump.at + 2 && (yield* more(dump))) continue
    const [sign, following = ''] = dump.text.slice(dump.at, dump.at + 2)
    const isClosing = sign === quote && following !== quote
    dump.at = Math.min(dump.text.length, dump.at + (isClosing ? 1 : 2))
    if (isClosing || sign === undefined)
      return quote === '`' ? { is: 'name', text: kept ?? '' } : { is: 'text', text: kept }
    keep(sign === quote ? quote : (escapes[following] ?? following))
  }
}

/** Quotes end a word: `_binary'…'`. */
const wordEnd = /[\s(),;='"`]|\/\*|\*\//g

function* word(dump: Dump): Lexing<string> {
  let kept = ''
  const keep = (end: number) => {
    if (kept.length < longestText) kept += dump.text.slice(dump.at, end)
    dump.at = end
  }
  for (;;) {
    wordEnd.lastIndex = dump.at
    const end = wordEnd.exec(dump.text)?.index ?? dump.text.length
    const isHalf = end === dump.text.length && dump.at < end && /[/*]/.test(dump.text[end - 1] ?? '') // of a comment, it may be
    keep(isHalf ? end - 1 : end)
    if (end < dump.text.length) return kept
    if (yield* more(dump)) continue
    keep(dump.text.length)
    return kept
  }
}
