import * as v from 'valibot'

/** The most visits a page may hold. */
export const maxLimit = 500

const wholeNumber = `must be a whole number from 1 to ${maxLimit}`

/** How much of a list is asked for, and in which form. */
export const pageQuery = v.object({
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,3}$/, wholeNumber),
      v.transform(Number),
      v.minValue(1, wholeNumber),
      v.maxValue(maxLimit, wholeNumber),
      v.description(`Visits a page holds at most, 1 to ${maxLimit}.`),
    ),
    '50',
  ),
  cursor: v.optional(v.pipe(v.string(), v.description('Where the page before ended, from its answer.'))),
  format: v.optional(
    v.pipe(
      v.picklist(['json', 'csv', 'ndjson'], 'must be json, csv or ndjson'),
      v.description('Form of the answer; overrules Accept.'),
    ),
  ),
})
