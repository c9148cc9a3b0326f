import type { ReportStore } from '../../../lambda/store/visit-store'
import type { MemoryStore } from './visits'

/** The port of reports over the visits in memory. No message has a wrong clock. */
export const memoryReports = ({ visits }: Pick<MemoryStore, 'visits'>): ReportStore => ({
  async report({ site, id, engagement }) {
    const at = visits.findIndex((one) => one.site === site && one.id === id)
    const visit = visits[at]
    if (visit === undefined) return false
    if ((visit.engagement?.seconds ?? -1) < engagement.seconds) visits[at] = { ...visit, engagement }
    return true
  },
  firstVisitOf: async () => null,
  isThere: async (sites, id) => visits.some((one) => sites.includes(one.site) && one.id === id),
})
