import { check } from '../domain/check'
import { instantOf } from '../domain/day'
import { parseKinds } from '../domain/kind-list'
import { type Kind, kinds } from '../domain/organisation'
import { inOrder, sought } from '../domain/organisation-report'
import { type Period, parsePeriod } from '../domain/period'
import { parseHost } from '../domain/visit-filter'
import { json } from '../http/answer'
import type { Handler } from '../http/api'
import { organisationOf } from '../http/organisation-answer'
import { defaultDays, organisationsQuery } from '../http/organisation-query'
import { queryOf } from '../http/request'
import { countOrganisations, type OrganisationParts } from './organisation-count'

const parameters = Object.keys(organisationsQuery.entries)
const dayLength = 86_400_000

/** `GET /organisations`: who came. */
export const listOrganisations =
  ({ store, networkOf, now }: OrganisationParts): Handler =>
  async (request) => {
    const { site, from, to, kind, limit } = check(organisationsQuery, queryOf(request, parameters))
    const wanted = kindsOf(kind)
    const { organisations, ...extent } = await countOrganisations(
      { store, now },
      {
        site: site === undefined ? null : parseHost(site),
        period: periodOf({ from, to }, now()),
        asn: null,
        networkOf,
        corrections: await store.corrections(),
      },
    )
    const listed = inOrder(organisations.filter((one) => wanted.includes(one.kind))).slice(0, limit)
    return json({ organisations: listed.map(organisationOf), ...extent })
  }

function kindsOf(kind: string | undefined): readonly Kind[] {
  if (kind === undefined) return sought
  return kind === 'all' ? kinds : parseKinds(kind)
}

/** Where `from` is left out, the last days before `to`, or before now. */
function periodOf({ from, to }: { from: string | undefined; to: string | undefined }, now: Date): Period {
  if (from !== undefined) return parsePeriod({ from, to })
  const { end } = parsePeriod({ to })
  const last = Math.min(Date.parse(end), now.getTime())
  return { start: instantOf(Math.max(0, last - defaultDays * dayLength)), end }
}
