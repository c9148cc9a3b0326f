import * as v from 'valibot'

/** `?limit=`: the most things to answer, from 1 to `most`. */
export function limitQuery(things: string, { most, otherwise }: { most: number; otherwise: number }) {
  const wholeNumber = `must be a whole number from 1 to ${most}`
  return v.pipe(
    v.optional(v.string(), String(otherwise)),
    v.regex(/^\d+$/, wholeNumber),
    v.transform(Number),
    v.number(), // from here on described in /openapi.json
    v.minValue(1, wholeNumber),
    v.maxValue(most, wholeNumber),
    v.integer(wholeNumber),
    v.description(`${things} at most, 1 to ${most}; ${otherwise} when left out.`),
  )
}

/** Fields of answers, each with what it means. */
export const text = (description: string) => v.pipe(v.string(), v.description(description))
export const flag = (description: string) => v.pipe(v.boolean(), v.description(description))
export const count = (description: string) => v.pipe(v.number(), v.integer(), v.description(description))
export const known = (description: string) => v.nullable(text(description))

/** An instant in UTC. */
export const moment = (description: string) =>
  v.pipe(v.string(), v.metadata({ format: 'date-time' }), v.description(description))

export const archiveUntil = moment(
  'Until when the archive’s files may still have what was erased; left out without the setting archive',
)

/** A day in UTC, or null. */
export const day = (description: string) =>
  v.nullable(v.pipe(v.string(), v.metadata({ format: 'date' }), v.description(description)))

/** The cursor of the next page of a list. */
export const cursor = v.pipe(
  v.nullable(v.string()),
  v.description(
    'Send it as ?cursor= with the same query for the next page. Null at the end; a page may be short, or empty, before that.',
  ),
)

/** The type that a schema of an answer describes. Nobody changes an answer. */
export type Described<S extends v.GenericSchema> = Unchanging<v.InferOutput<S>>

type Unchanging<T> = { readonly [K in keyof T]: Unchanging<T[K]> }
