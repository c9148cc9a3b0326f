import * as v from 'valibot'

/** The most visits a page may hold. */
export const maxLimit = 500

const wholeNumber = `must be a whole number from 1 to ${maxLimit}`

/** How much of a list is asked for, and in which form. */
export const pageQuery = v.object({
  limit: v.pipe(
    v.optional(v.string(), '50'),
    v.regex(/^\d+$/, wholeNumber),
    v.transform(Number),
    v.number(), // from here on described in /openapi.json
    v.minValue(1, wholeNumber),
    v.maxValue(maxLimit, wholeNumber),
    v.integer(wholeNumber),
    v.description(`Visits a page holds at most, 1 to ${maxLimit}; 50 when left out.`),
  ),
  cursor: v.optional(v.pipe(v.string(), v.description('Where the page before ended, from its answer.'))),
  format: v.optional(
    v.pipe(
      v.picklist(['json', 'csv', 'ndjson'], 'must be json, csv or ndjson'),
      v.description('Form of the answer; overrules Accept.'),
    ),
  ),
})
