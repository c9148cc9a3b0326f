import * as v from 'valibot'

const oneLine = 'must be text of one line'

/** Limits the number of characters as people and JSON Schema count them: an emoji is one. */
export const shortText = (characters: number) =>
  v.pipe(
    v.string(oneLine),
    v.check((text) => [...text].length <= characters, `must have at most ${characters} characters`),
    v.metadata({ maxLength: characters }),
  )

/** A character that `clean` keeps: no control character and no space, not even those that only JavaScript counts in `\s`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern excludes them
export const visible = /[^\s\ufeff\u0000-\u001f\u007f-\u009f]/
