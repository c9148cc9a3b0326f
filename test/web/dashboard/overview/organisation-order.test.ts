import { sortedRows, sortOf } from '../../../../web/dashboard/overview/organisation-order'
import type { OrganisationRow } from '../../../../web/dashboard/overview/organisation-rows'
import type { OrganisationSort } from '../../../../web/dashboard/state/view'

const row = (
  key: string,
  fields: Partial<OrganisationRow>,
  lastSeen: string | null = null,
): OrganisationRow => ({
  key,
  name: key,
  kind: 'business',
  confidence: 'high',
  visits: 1,
  visitors: 1,
  more:
    lastSeen === null
      ? null
      : {
          asns: [],
          domain: null,
          evidence: 'label',
          countries: [],
          pages: [],
          firstSeen: '2026-11-01T00:00:00.000Z',
          lastSeen,
          seconds: 0,
          sections: [],
          links: [],
          isNew: false,
          star: false,
          note: null,
          daily: [],
        },
  ...fields,
})
const few = [
  row('sap', { visits: 5 }, '2026-11-20T08:00:00.000Z'),
  row('cern', { visits: 2 }, '2026-11-22T08:00:00.000Z'),
  row('guess', { confidence: 'low' }, '2026-11-23T08:00:00.000Z'),
]
const many = [row('mit', { visits: 6 }, '2026-11-19T08:00:00.000Z'), ...few]

test.each<[string, readonly OrganisationRow[], OrganisationSort | null, OrganisationSort, string[]]>([
  ['few visits each', few, null, 'last', ['cern', 'sap', 'guess']],
  ['more visits of one', many, null, 'visits', ['mit', 'sap', 'cern', 'guess']],
  ['few, and visits are asked for', few, 'visits', 'visits', ['sap', 'cern', 'guess']],
  ['names', many, 'name', 'name', ['cern', 'mit', 'sap', 'guess']],
  ['the last seen', many, 'last', 'last', ['cern', 'sap', 'mit', 'guess']],
  ['counts without times', [row('a', { visits: 1 }), row('b', { visits: 3 })], 'last', 'visits', ['b', 'a']],
])('%s are sorted by what tells most, or what is asked for', (_, rows, asked, sort, keys) => {
  expect(sortOf(rows, asked)).toBe(sort)
  expect(sortedRows(rows, asked).map(({ key }) => key)).toEqual(keys)
})
