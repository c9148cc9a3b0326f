import * as v from 'valibot'

/** `?limit=`: how many of a thing at most, from 1 to `most`. */
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
