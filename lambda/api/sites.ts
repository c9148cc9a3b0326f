import * as v from 'valibot'
import { archiveUntil, count, day, flag, text } from './schema'

export const siteListAnswer = v.object({
  sites: v.array(
    v.object({
      site: text('Host, or *.host as the setting has it'),
      firstDay: day('First day with visits, UTC'),
      lastDay: day('Last day with visits, UTC'),
      listed: flag('Whether the setting sites names it, itself or by a *.host'),
    }),
  ),
  refusedToday: v.pipe(
    v.object({
      count: count('How many'),
      complete: flag('Whether there are no more'),
    }),
    v.description('Beacons that were turned away since midnight UTC, on all sites'),
  ),
  script: text('File name of the beacon, such as visitbook.js'),
  engagement: flag(
    'The setting: whether what was read is kept. If not, data-engagement="off" keeps pages from reporting it',
  ),
})

export const siteRemovalAnswer = v.object({
  site: text('Host, or *.host'),
  visits: count('Visits removed by this request'),
  days: count('Days removed by this request of which nothing is left'),
  complete: flag('False when the site is larger than one request removes: send it again'),
  archiveUntil: v.optional(archiveUntil),
})
