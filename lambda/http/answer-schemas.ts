import * as v from 'valibot'
import { organisationSchemas } from './organisation-answer'
import { visitAnswer } from './visit-answer'

const day = (description: string) =>
  v.nullable(v.pipe(v.string(), v.metadata({ format: 'date' }), v.description(description)))

const cursor = v.pipe(
  v.nullable(v.string()),
  v.description(
    'Send it as ?cursor= with the same query for the next page. Null at the end; a page may be short, or empty, before that.',
  ),
)

/** The bodies that the API answers, apart from the visit itself. They describe and type the answers; tests hold these against them. */
export const answerSchemas = {
  Visit: visitAnswer,
  VisitList: v.object({ visits: v.array(visitAnswer), cursor }),
  ...organisationSchemas,
  Erasure: v.object({
    erased: v.pipe(v.number(), v.integer(), v.description('Visits erased by this request')),
    cursor,
  }),
  SiteList: v.object({
    sites: v.array(
      v.object({
        site: v.pipe(v.string(), v.description('Host, or *.host as the setting has it')),
        firstDay: day('First day with visits, UTC'),
        lastDay: day('Last day with visits, UTC'),
        listed: v.pipe(
          v.boolean(),
          v.description('Whether the setting sites names it, itself or by a *.host'),
        ),
      }),
    ),
  }),
  Health: v.object({
    status: v.picklist(['ok', 'without organisations']),
    networkTable: day('Day of the sources of the network table; null when there is no table'),
    credit: v.pipe(v.string(), v.description('Where the network table comes from')),
  }),
  Recorded: v.object({ id: v.pipe(v.string(), v.metadata({ format: 'uuid' })) }),
  Problem: v.object({
    type: v.string(),
    title: v.string(),
    status: v.pipe(v.number(), v.integer()),
    detail: v.pipe(v.string(), v.description('What was wrong and what was expected')),
    field: v.optional(v.pipe(v.string(), v.description('The field or parameter at fault'))),
  }),
}

export type AnswerName = keyof typeof answerSchemas
