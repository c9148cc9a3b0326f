import { faultsIn } from '../fault'

const addresses = 'test/network/address.test.ts'

/** Of what is kept of a visitor. */
export const privacyFaults = [
  ...faultsIn('lambda/network/visitor.ts', [
    {
      name: 'Whoever sends Sec-GPC is identified',
      from: 'if (respectGpc && caller.optsOut) return { ...visit',
      to: 'if (respectGpc && caller.optsOut && address === null) return { ...visit',
      foundBy: {
        suite: 'test/network/visitor.test.ts',
        test: 'who opts out keeps no address, no visitor and no organisation, and no salt is read',
      },
    },
  ]),
  ...faultsIn('lambda/network/address.ts', [
    {
      name: 'An IPv4 address is kept whole',
      from: "canonical.split('.').slice(0, 3).join('.')",
      to: "canonical.split('.').slice(0, 4).join('.')",
      foundBy: { suite: addresses, test: '203.0.113.77 is kept truncated as 203.0.113.0/24' },
    },
    {
      name: 'An IPv6 address is cut after its household, not before',
      from: 'firstGroups(canonical, 3)',
      to: 'firstGroups(canonical, 4)',
      foundBy: { suite: addresses, test: '2001:db8:1:2:3:4:5:6 is kept truncated as 2001:db8:1::/48' },
    },
  ]),
]
