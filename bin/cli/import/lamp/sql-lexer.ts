/** The parts of SQL that a dump is made of, one character for each byte. */
export type SqlToken =
  | { readonly is: 'word' | 'name' | 'mark'; readonly text: string }
  /** Null where it has more characters than are kept. */
  | { readonly is: 'text'; readonly text: string | null }

/** Asks for more of the file; null says that there is none. */
export type Lexing<T> = Generator<undefined, T, string | null>

/** The most characters of a text that are kept: `TEXT` holds 64 KB, and escapes may double it. */
const longestText = 262_144

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', 0: '\0', Z: '\x1a' }
const stops = { "'": /['\\]/g, '"': /["\\]/g, '`': /`/g } as const
type Quote = keyof typeof stops

/**
 * Reads the tokens of a dump as mysqldump, mariadb-dump and phpMyAdmin write it. What stands in a comment for one version
 * only counts, as the server itself would read it.
 */
export function sqlLexer() {
  let [text, at] = ['', 0]

  /** @returns whether there is more */
  function* more(): Lexing<boolean> {
    const next = yield
    if (next === null) return false
    text = text.slice(at) + next
    at = 0
    return true
  }

  /** Skips to what follows `end`. */
  function* past(end: string): Lexing<void> {
    for (let found = text.indexOf(end, at); ; found = text.indexOf(end, at)) {
      if (found >= 0) {
        at = found + end.length
        return
      }
      at = Math.max(at, text.length - end.length + 1)
      if (!(yield* more())) return
    }
  }

  function* quoted(quote: Quote): Lexing<string | null> {
    const stop = stops[quote]
    let kept: string | null = ''
    const keep = (piece: string) => {
      kept = kept === null || kept.length + piece.length > longestText ? null : kept + piece
    }
    for (;;) {
      stop.lastIndex = at
      const end = stop.exec(text)?.index ?? text.length
      keep(text.slice(at, end))
      at = end
      if (text.length < at + 2 && (yield* more())) continue
      const [sign, following = ''] = [text[at], text[at + 1]]
      const isClosing = sign === quote && following !== quote
      at = Math.min(text.length, at + (isClosing ? 1 : 2))
      if (isClosing || sign === undefined) return kept
      keep(sign === quote ? quote : (escapes[following] ?? following))
    }
  }

  function* word(): Lexing<string> {
    let kept = ''
    for (;;) {
      wordEnd.lastIndex = at
      const end = wordEnd.exec(text)?.index ?? text.length
      if (kept.length < longestText) kept += text.slice(at, end)
      at = end
      if (end < text.length || !(yield* more())) return kept
    }
  }

  /** @returns null at the end */
  function* next(): Lexing<SqlToken | null> {
    for (;;) {
      blanks.lastIndex = at
      blanks.exec(text)
      at = blanks.lastIndex
      if (text.length < at + 3 && (yield* more())) continue
      const sign = text[at]
      if (sign === undefined) return null
      if (sign === "'" || sign === '"' || sign === '`') {
        at += 1
        const inner = yield* quoted(sign)
        return sign === '`' ? { is: 'name', text: inner ?? '' } : { is: 'text', text: inner }
      }
      const two = text.slice(at, at + 2)
      if (sign === '#' || (two === '--' && /\s|^$/.test(text[at + 2] ?? ''))) yield* past('\n')
      else if (two === '*/') at += 2
      else if (two === '/*') yield* comment()
      else if (marks.includes(sign)) {
        at += 1
        return { is: 'mark', text: sign }
      } else return { is: 'word', text: yield* word() }
    }
  }

  function* comment(): Lexing<void> {
    while (text.length < at + versionLength && (yield* more())) {}
    const version = /^\/\*M?!\d{0,6}/.exec(text.slice(at, at + versionLength))?.[0]
    if (version === undefined || text[at + version.length] === '\\') return yield* past('*/')
    at += version.length
  }

  return { next }
}

const blanks = /[\s\0]*/y
const marks = '(),;='
/** Quotes end a word: `_binary'…'`. */
const wordEnd = /[\s(),;='"`]|\/\*|\*\//g
const versionLength = 12
