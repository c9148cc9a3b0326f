import * as v from 'valibot'
import { dollarsPerMillion, dollarsPerMillionUnread } from '../contract'
import { healthDays, healthMessages } from '../domain/message/outbox-health'
import { grantAnswer } from './grant'
import { messageHealth } from './messages'
import { count, day, known, moment, text } from './schema'

const version = text('Version of this program')

export const healthAnswer = v.object({
  status: v.picklist(['ok', 'without organisations']),
  version,
  networkTable: day('Day of the sources of the network table; null when there is no table'),
  notice: known(
    'What to know of the network table, and the commands that bring a newer one; null when it is fine',
  ),
  credit: text('Where the network table comes from'),
})

const failing = v.object({
  site: text('Host'),
  day: v.pipe(v.string(), v.metadata({ format: 'date' })),
  reason: text('Why it could not be counted, in the words of what failed'),
  since: moment('When it failed first'),
  next: moment('From when on it is tried again, an hour later at first and a day later at most'),
})

const uncounted = v.object({
  days: count('How many, each site’s by itself'),
  oldest: day('The first of them'),
  failing: v.pipe(
    v.array(failing),
    v.description(
      'Those that could not be counted, the newest first, 100 at most. All others are counted regardless.',
    ),
  ),
})

const month = v.object({
  month: text('This month, UTC: 2026-11'),
  visits: count('Visits in hours and days that are counted, all sites, bots too'),
  uncountedDays: count(
    'Days of this month that are over and still to be counted, whose visits may be missing in these',
  ),
  budget: v.pipe(
    v.nullable(v.pipe(v.number(), v.integer())),
    v.description('The setting monthlyVisits, after which the month is paused; null where nothing is'),
  ),
  dollars: v.pipe(
    v.number(),
    v.description(
      `What these cost in US dollars at ${dollarsPerMillion} a million, or ${dollarsPerMillionUnread} where the setting engagement is off: list prices of us-east-1 for recording, reporting and the beacon’s script. What is kept, your own queries and taxes come on top.`,
    ),
  ),
})

const pause = v.object({
  by: v.pipe(v.picklist(['budget', 'hand']), v.description('The setting monthlyVisits, or its owner')),
  since: moment('From when on'),
  until: moment('When the month ends; visitbook resume ends it before'),
})

const archive = v.object({
  until: day('Up to this day the archive has every day of every site; null when it has none'),
  missing: count('Days that are over and counted, and not in the archive yet, each site’s by itself'),
  oldestMissing: day('The first of them'),
})

const silent = v.object({
  site: text('Host'),
  lastDay: v.pipe(v.string(), v.metadata({ format: 'date' }), v.description('Its last day with visits, UTC')),
  days: count('Days since then'),
  usualGap: count('Days from one day with visits to the next, usually'),
})

/** The query string of `GET /status`. Only the dashboard says that it is one: a script that asks is nobody's browser. */
export const statusQuery = v.object({
  reader: v.optional(
    v.pipe(
      v.picklist(['dashboard'], 'must be dashboard'),
      v.description('dashboard: the browser that asks is the owner’s, and so are its visits of today.'),
    ),
  ),
})

export const statusAnswer = v.object({
  version,
  lastVisit: v.pipe(
    v.nullable(v.pipe(v.string(), v.metadata({ format: 'date-time' }))),
    v.description('When the last visit came, a bot’s too, on whatever site; null where there is none'),
  ),
  uncounted: v.pipe(
    uncounted,
    v.description(
      'Days that are over and not yet in the rollups, or to be counted again. Yesterday is until about an hour after midnight UTC.',
    ),
  ),
  silent: v.pipe(
    v.array(silent),
    v.description(
      'Listed sites to which nobody has come for more than a week, and for more than three times as long as is usual there, bots too',
    ),
  ),
  archive: v.pipe(
    v.nullable(archive),
    v.description('How far the archive reaches; null without the setting archive'),
  ),
  messages: v.pipe(
    v.nullable(messageHealth),
    v.description(
      `How messages are doing, by the newest ${healthMessages} of the last ${healthDays} days; null without the setting notify`,
    ),
  ),
  month: v.pipe(month, v.description('What this month cost so far, estimated from its visits')),
  paused: v.pipe(
    v.nullable(pause),
    v.description('While each route answers one request a second; null when it does not'),
  ),
})

export const recordedAnswer = v.object({ id: v.pipe(v.string(), v.metadata({ format: 'uuid' })) })

export const problemAnswer = v.object({
  type: v.string(),
  title: v.string(),
  status: v.pipe(v.number(), v.integer()),
  detail: text('What was wrong and what was expected'),
  field: v.optional(text('The field or parameter at fault')),
  token: v.optional(
    v.pipe(
      v.nullable(grantAnswer),
      v.description('Of 401 and 403: what the token that was sent may see, null for one that is unknown'),
    ),
  ),
})
