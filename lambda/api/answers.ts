import * as v from 'valibot'
import { dollarsPerMillion } from '../contract'
import { organisationSchemas } from './organisations'
import { refusalSchemas } from './refusals'
import { statsSchemas } from './stats'
import { visitAnswer } from './visits'

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
  ...statsSchemas,
  ...refusalSchemas,
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
    script: v.pipe(v.string(), v.description('File name of the beacon, such as visitbook.js')),
  }),
  SiteRemoval: v.object({
    site: v.pipe(v.string(), v.description('Host, or *.host')),
    visits: v.pipe(v.number(), v.integer(), v.description('Visits removed by this request')),
    days: v.pipe(
      v.number(),
      v.integer(),
      v.description('Days removed by this request of which nothing is left'),
    ),
    complete: v.pipe(
      v.boolean(),
      v.description('False when the site is larger than one request removes: send it again'),
    ),
  }),
  Health: v.object({
    status: v.picklist(['ok', 'without organisations']),
    version: v.pipe(v.string(), v.description('Version of this program')),
    networkTable: day('Day of the sources of the network table; null when there is no table'),
    credit: v.pipe(v.string(), v.description('Where the network table comes from')),
  }),
  Status: v.object({
    version: v.pipe(v.string(), v.description('Version of this program')),
    lastVisit: v.pipe(
      v.nullable(v.pipe(v.string(), v.metadata({ format: 'date-time' }))),
      v.description('When the last visit came, a bot’s too, on whatever site; null where there is none'),
    ),
    uncounted: v.pipe(
      v.object({
        days: v.pipe(v.number(), v.integer(), v.description('How many, each site’s by itself')),
        oldest: day('The first of them'),
        failing: v.pipe(
          v.array(
            v.object({
              site: v.pipe(v.string(), v.description('Host')),
              day: v.pipe(v.string(), v.metadata({ format: 'date' })),
              reason: v.pipe(
                v.string(),
                v.description('Why it could not be counted, in the words of what failed'),
              ),
              since: v.pipe(
                v.string(),
                v.metadata({ format: 'date-time' }),
                v.description('When it failed first'),
              ),
              next: v.pipe(
                v.string(),
                v.metadata({ format: 'date-time' }),
                v.description(
                  'From when on it is tried again, an hour later at first and a day later at most',
                ),
              ),
            }),
          ),
          v.description(
            'Those that could not be counted, the newest first, 100 at most. All others are counted regardless.',
          ),
        ),
      }),
      v.description(
        'Days that are over and not yet in the rollups, or to be counted again. Yesterday is until about an hour after midnight UTC.',
      ),
    ),
    month: v.pipe(
      v.object({
        month: v.pipe(v.string(), v.description('This month, UTC: 2026-11')),
        visits: v.pipe(
          v.number(),
          v.integer(),
          v.description('Visits in hours and days that are counted, all sites, bots too'),
        ),
        dollars: v.pipe(
          v.number(),
          v.description(
            `What these cost in US dollars at ${dollarsPerMillion} a million: list prices of us-east-1 for recording, reporting and the beacon’s script. What is kept, your own queries and taxes come on top.`,
          ),
        ),
      }),
      v.description('What this month cost so far, estimated from its visits'),
    ),
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
