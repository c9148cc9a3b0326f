import { hash } from 'node:crypto'
import { defaults } from '../../lambda/contract'
import { dayOf } from '../../lambda/domain/time/day'
import type { Visit } from '../../lambda/domain/visit/visit'
import { identifier, type VisitorParts } from '../../lambda/network/visitor'
import { exampleSite } from '../../web/dashboard/example/example-site'
import { exampleVisits } from './visits'

/** The visits with what is known of their addresses, found out as for any other, in order. */
export function identifiedVisits(networks: VisitorParts['networks'], now: Date): Promise<Visit[]> {
  const identify = identifier({
    salts: { saltOf: async (day) => hash('sha256', `${exampleSite} ${day}`, 'buffer') },
    ip: defaults.ip,
    networks,
    reverseDns: null,
    rdap: null,
    organisations: true,
    respectGpc: true,
    mine: [],
    saltDay: ({ time }) => dayOf(time),
  })
  return Promise.all(exampleVisits(now).map(({ visit, caller }) => identify(visit, caller)))
}
