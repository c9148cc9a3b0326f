import { dimensions } from '../../lambda/domain/count/dimension'
import { breakdownNames } from '../../lambda/domain/report/report'
import { reportSite } from './report-visits'

/** The closed days that reports are of, and the days before them, which have two visits a day at every size. */
export const reportDays = { from: '2026-10-02', to: '2026-10-31' }
export const daysBefore = { from: '2026-09-02', to: '2026-10-01' }
export const visitsBefore = 60

/** Requests that are made at once. */
export interface ReportRow {
  readonly name: string
  readonly paths: readonly string[]
}

function stats(
  days: { readonly from: string; readonly to: string },
  parameters: Record<string, string>,
): string {
  return `/stats?${new URLSearchParams({ site: reportSite, ...days, ...parameters })}`
}

const row = (name: string, parameters: Record<string, string>): ReportRow => ({
  name,
  paths: [stats(reportDays, parameters)],
})

export const newest: ReportRow = { name: 'newest 50 visits', paths: [`/visits?site=${reportSite}&limit=50`] }
export const sittings: ReportRow = {
  name: 'the newest 50 sittings',
  paths: [`/sittings?site=${reportSite}&limit=50`],
}
export const byDay = row('30 days, by=day', { by: 'day' })
const byPage = row('30 days, by=page', { by: 'page' })
const byEverything = row('30 days, every by= at once', { by: breakdownNames.join(',') })

export const singleRows: readonly ReportRow[] = [
  newest,
  byDay,
  byPage,
  row('30 days, by=organisation', { by: 'organisation' }),
  byEverything,
  row('30 days of tz=Asia/Shanghai, by=day', { by: 'day', tz: 'Asia/Shanghai' }),
  row('30 days, page=/cv.html by=day', { by: 'day', page: '/cv.html' }),
]

/** What the dashboard asks for at once, see web/dashboard/api/request-list.ts. */
export const overview: ReportRow = {
  name: 'the dashboard’s overview',
  paths: [
    '/sites',
    stats(reportDays, { by: ['day', ...dimensions.filter((one) => one !== 'organisation')].join(',') }),
    stats(daysBefore, { by: 'day' }),
    `/organisations?${new URLSearchParams({
      site: reportSite,
      from: `${reportDays.from}T00:00:00.000Z`,
      to: '2026-11-01T00:00:00.000Z',
    })}`,
  ],
}
