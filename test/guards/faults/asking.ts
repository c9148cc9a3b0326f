import { faultsIn } from '../fault'

const tokens = 'test/http/token.test.ts'
const origins = 'test/domain/visit/origin-check.test.ts'

/** Of who may ask, and what. */
export const askingFaults = [
  ...faultsIn('lambda/domain/visit/origin-check.ts', [
    {
      name: 'A good referer saves an origin that is not listed',
      from: "if (origin !== undefined && origin !== 'null') return",
      to: "if (origin !== undefined && origin !== 'null' && referer === undefined) return",
      foundBy: { suite: origins, test: 'refused by origin: wrong origin, right referer' },
    },
    {
      name: 'Any referer is taken',
      from: "return listed(sites, referer, 'referer')",
      to: "return hostOf(referer) ?? ''",
      foundBy: { suite: origins, test: 'refused by referer: wrong referer' },
    },
    {
      name: 'Pages of any origin may read what a beacon is answered',
      from: 'return host !== null && isListed(sites, host)',
      to: 'return host !== null',
      foundBy: { suite: origins, test: 'pages of the origin https://evil.com may read the answer: false' },
    },
  ]),
  ...faultsIn('lambda/http/token.ts', [
    {
      name: 'Any token is taken for one that is known',
      from: "timingSafeEqual(Buffer.from(sha256, 'hex'), hash)",
      to: "timingSafeEqual(Buffer.from(sha256, 'hex').subarray(32), hash.subarray(32))",
      foundBy: { suite: tokens, test: 'turns away: an unknown token' },
    },
  ]),
  ...faultsIn('lambda/http/token-scope.ts', [
    {
      name: 'A token for totals sees every route',
      from: "if (scope !== 'stats' || !asksForTotals(request)) throw",
      to: 'if (!asksForTotals(request)) throw',
      foundBy: { suite: tokens, test: 'a token of scope stats is turned away from /visits %s' },
    },
    {
      name: 'A token for totals sees them by organisation',
      from: 'breakdownsIn(query).every((by) => breakdowns.includes(by))',
      to: "breakdownsIn(query).every((by) => breakdowns.includes(by) || by === 'organisation')",
      foundBy: {
        suite: tokens,
        test: 'a token of scope stats is turned away from /stats?by=organisation %s',
      },
    },
    {
      name: 'A token for one site sees the others',
      from: "if (grant.site !== null && query.getAll('site').join() !== grant.site)",
      to: "if (grant.site !== null && query.getAll('site').join() === '')",
      foundBy: {
        suite: tokens,
        test: 'a token for one site without pages is turned away from /stats?site=client.example',
      },
    },
  ]),
  ...faultsIn('lambda/http/edge.ts', [
    {
      name: 'Whatever names a secret is taken for the edge',
      from: 'if (holdsSecret(headers[edgeSecretHeader], known))',
      to: 'if (headers[edgeSecretHeader] !== undefined)',
      foundBy: {
        suite: 'test/http/edge.test.ts',
        test: 'with one that is no longer kept no header about a viewer is believed',
      },
    },
  ]),
  ...faultsIn('lambda/http/cursor.ts', [
    {
      name: 'A cursor is good for every query',
      from: 'JSON.stringify([position, textOf(filter)])',
      to: 'JSON.stringify([position, Object.keys(textOf(filter))])',
      foundBy: {
        suite: 'test/handlers/query/visits.test.ts',
        test: 'a cursor of another query is refused, of another limit or format not',
      },
    },
    {
      name: 'A cursor that was altered is taken',
      from: 'if (cursorOf(position, filter) === cursor) return position',
      to: 'if (cursorOf(position, filter).length === cursor.length) return position',
      foundBy: { suite: 'test/http/cursor.test.ts', test: 'a cursor altered at any character is refused' },
    },
  ]),
]
