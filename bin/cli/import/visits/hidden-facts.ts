import { type DescribedVisit, describer } from '../../../../lambda/domain/describe/described-visit'
import type { Directory } from '../../../../lambda/domain/describe/known-network'
import { isDomain, isRegistered } from '../../../../lambda/domain/organisation/network-id'
import type { Visit } from '../../../../lambda/domain/visit/visit'
import type { ExportedVisit } from './exported-visit'

type Hidden = Pick<Visit, 'holder' | 'webdriver' | 'assets'>

/** What an export says that follows from the facts it does not have. */
const followed = [
  'organisation',
  'organisationKey',
  'domain',
  'kind',
  'confidence',
  'evidence',
  'bot',
  'botOperator',
  'botPurpose',
] as const satisfies readonly (keyof DescribedVisit)[]

export interface Completed {
  readonly visit: Visit
  /** Whether the visit is described as the export describes it. */
  readonly isAlike: boolean
}

/**
 * Finds the facts that an export leaves out (who holds the range of the address, whether a program controlled the browser,
 * whether assets were fetched) by what it says that follows from them: they are the first ones by which the visit is
 * described as in the export. Where none are, as after a correction of the owner's, those come nearest.
 */
export function hiddenFacts(networks: Directory) {
  const describe = describer({ networks, corrections: [] })
  const unlike = (visit: Visit, row: Readonly<Record<string, unknown>>): number => {
    const described = describe(visit)
    return followed.filter((name) => row[name] !== undefined && row[name] !== described[name]).length
  }
  const isHolder = (key: unknown): key is string =>
    typeof key === 'string' && !isDomain(key) && (isRegistered(key) || networks.network(key) !== null)

  return (exported: ExportedVisit, row: Readonly<Record<string, unknown>>): Completed => {
    let best: { visit: Visit; differences: number } | null = null
    for (const facts of candidates(isHolder(row.organisationKey) ? row.organisationKey : null)) {
      const visit: Visit = { ...exported, ...facts }
      const differences = unlike(visit, row)
      if (differences === 0) return { visit, isAlike: true }
      if (best === null || differences < best.differences) best = { visit, differences }
    }
    return { visit: best?.visit ?? { ...exported, ...nothing }, isAlike: false }
  }
}

const nothing: Hidden = { holder: null, webdriver: false, assets: null }

/** The most frequent first. */
function* candidates(holder: string | null): Generator<Hidden> {
  for (const webdriver of [false, true])
    for (const assets of [null, true, false])
      for (const one of holder === null ? [null] : [null, holder]) yield { holder: one, webdriver, assets }
}
