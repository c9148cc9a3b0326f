import type { Kind } from '../../../../lambda/domain/organisation/organisation'
import type { whoCameText } from '../../../../web/dashboard/overview/came/who-came'

type Counts = Partial<Record<Kind, number>>

/** The heading in a language where no organisation came. */
function headingIn(
  language: string,
  counts: Counts,
  { visits = null as number | null, complete = true, isAtLeast = false } = {},
): string {
  let text: typeof whoCameText | undefined
  jest.isolateModules(() => {
    jest.doMock('../../../../web/dashboard/words/en', () =>
      jest.requireActual(`../../../../web/dashboard/words/${language}`),
    )
    text = jest.requireActual<{ whoCameText: typeof whoCameText }>(
      '../../../../web/dashboard/overview/came/who-came',
    ).whoCameText
  })
  const values = Object.entries(counts).map(([kind, visits]) => ({ kind: kind as Kind, visits }))
  const all = visits ?? values.reduce((sum, one) => sum + one.visits, 0)
  const kinds = { visits: all, isAtLeast, values, complete, gateways: [] }
  return text?.([], { others: null, isMore: false, kinds }) ?? ''
}

describe('where no organisation came the heading says through what the visits came', () => {
  it.each<[string, Counts, string]>([
    ['en', { isp: 1 }, '1 visit, through a home or office provider'],
    ['en', { isp: 2 }, '2 visits, both through a home or office provider'],
    ['en', { vpn: 3 }, '3 visits, all through a VPN'],
    [
      'en',
      { isp: 9, vpn: 1, unknown: 1 },
      '11 visits: 9 through a home or office provider, 1 through a VPN, 1 from an unknown network',
    ],
    [
      'en',
      { vpn: 1, isp: 9, mobile: 4, hosting: 1, gateway: 2 },
      '17 visits: 9 through a home or office provider, 4 through a mobile network, 2 through a gateway of many firms, 2 others',
    ],
    ['de', { isp: 1 }, '1 Besuch, über einen Anbieter für Zuhause oder Büro'],
    ['de', { isp: 2 }, '2 Besuche, beide über einen Anbieter für Zuhause oder Büro'],
    ['de', { unknown: 12 }, '12 Besuche, alle aus einem unbekannten Netz'],
    ['de', { vpn: 1, hosting: 2 }, '3 Besuche: 2 aus einem Rechenzentrum, 1 über ein VPN'],
    ['fr', { mobile: 1 }, '1 visite, par un réseau mobile'],
    ['fr', { isp: 2 }, '2 visites, toutes deux par un fournisseur d’accès domestique ou de bureau'],
    ['fr', { vpn: 3 }, '3 visites, toutes par un VPN'],
    ['fr', { vpn: 1, hosting: 2 }, '3 visites : 2 depuis un centre de données, 1 par un VPN'],
  ])('%s: %j', (language, counts, heading) => {
    expect(headingIn(language, counts)).toBe(heading)
  })

  it.each([
    [
      'visits of which no network is known',
      { visits: 3 },
      '3 visits: 2 through a VPN, 1 from an unknown network',
    ],
    [
      'visits that a busy day does not name',
      { visits: 9, complete: false },
      '9 visits: 2 through a VPN, 7 others',
    ],
    ['more than can be counted', { isAtLeast: true }, '2 and more visits, both through a VPN'],
    ['a list that is newer than the report', { visits: 1 }, '2 visits, both through a VPN'],
  ])('also for %s', (_, extent, heading) => {
    expect(headingIn('en', { vpn: 2 }, extent)).toBe(heading)
  })

  it('and says no more than that where an organisation is among them all the same', () => {
    expect(headingIn('en', { isp: 2, business: 1 })).toBe('No organisation came')
  })
})
