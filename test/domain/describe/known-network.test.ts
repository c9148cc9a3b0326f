import { knownNetworks } from '../../../lambda/domain/describe/known-network'
import type { Correction } from '../../../lambda/domain/organisation/organisation'
import { networks } from '../../support/memory/visits'

const word = (subject: Correction['subject']): Correction => ({
  ...{ subject, name: null, kind: null, domain: null, mine: false, muted: true, star: false, note: null },
})

test.each([
  ['nothing was said', [], false],
  ['its organisation is muted', [word('example-bank')], true],
  ['its network is', [word(64496)], true],
  ['one of the two is', [{ ...word(64496), muted: false }, word('example-bank')], true],
  ['another is', [word('example-broadband')], false],
])('whether a network is muted, where %s', (_, corrections, muted) => {
  expect(knownNetworks({ networks, corrections })(64496)).toMatchObject({ key: 'example-bank', muted })
})
