import * as v from 'valibot'
import { limitQuery } from './schema'

/** The most visits a page may hold. */
export const maxLimit = 500

/** How much of a list is asked for, and in which form. */
export const pageQuery = v.object({
  limit: limitQuery('Visits a page holds', { most: maxLimit, otherwise: 50 }),
  cursor: v.optional(v.pipe(v.string(), v.description('Where the page before ended, from its answer.'))),
  format: v.optional(
    v.pipe(
      v.picklist(['json', 'csv', 'ndjson'], 'must be json, csv or ndjson'),
      v.description('Form of the answer; overrules Accept.'),
    ),
  ),
})
