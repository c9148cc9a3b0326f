import * as v from 'valibot'

/** Returns a schema for one or more of `words`, separated by commas, with or without spaces around them. */
export function wordList(words: readonly string[]) {
  const word = ` *(?:${words.map(inAnyCase).join('|')}) *`
  return v.pipe(
    v.string(),
    v.regex(
      new RegExp(`^${word}(?:,${word})*$`),
      `must be one or several of ${words.join(', ')}, separated by commas`,
    ),
  )
}

/** Returns the `words` that a list names, each once, in the order of `words`. */
export function wordsIn<T extends string>(list: string, words: readonly T[]): readonly T[] {
  const asked = list.split(',').map((one) => one.trim().toLowerCase())
  return words.filter((word) => asked.includes(word.toLowerCase()))
}

/** Matches in any case without the flag `i`, which JSON Schema does not have. */
export const inAnyCase = (word: string): string =>
  word.replace(/[a-z]/gi, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`)
