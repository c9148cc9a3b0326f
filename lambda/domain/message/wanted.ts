import type { DescribedVisit } from '../describe/described-visit'
import { isScannerNetwork } from '../recipient/scanner-network'

/** Whether somebody is there who is not the owner: no robot, and nobody on a network of those who scan links. */
const isStranger = (visit: DescribedVisit): boolean =>
  visit.bot === null && !visit.mine && !isScannerNetwork(visit)

/** Whether the first visit of its organisation is told. */
export const tellsOrganisation = (visit: DescribedVisit, kinds: readonly string[]): boolean =>
  isStranger(visit) && visit.kind !== null && visit.organisationKey !== null && kinds.includes(visit.kind)

/** Whether it may show that a recipient has read. */
export const mayBeRead = (visit: DescribedVisit): boolean =>
  visit.recipient !== null && !visit.fetched && isStranger(visit)
