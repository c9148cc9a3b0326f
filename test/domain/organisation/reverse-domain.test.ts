import { isDomain, isRange, networkIdIn, networkIdOf } from '../../../lambda/domain/organisation/network-id'
import { isDomainOf, networkOfDomain } from '../../../lambda/domain/organisation/reverse-domain'

test.each([
  ['example.com', 'business', 'medium'],
  ['mit.edu', 'education', 'medium'],
  ['ox.ac.uk', 'education', 'medium'],
  ['anu.edu.au', 'education', 'medium'],
  ['lausd.k12.ca.us', 'education', 'medium'],
  ['uni-bonn.de', 'education', 'medium'],
  ['education.com', 'business', 'medium'],
  ['mod.gov.uk', 'government', 'medium'],
  ['interieur.gouv.fr', 'government', 'medium'],
  ['meti.go.jp', 'government', 'medium'],
  ['go.com', 'business', 'medium'],
  ['gov.example', 'business', 'medium'],
  ['ruraltelecom.net', 'isp', 'medium'],
  ['valley-dsl.com', 'isp', 'medium'],
  ['wispra.com', 'business', 'medium'],
  ['sandsland.com', 'business', 'medium'],
])('%s is %s by itself, %s', (domain, kind, confidence) => {
  expect(networkOfDomain(domain)).toEqual({
    ...{ id: domain, key: domain, name: domain, domain, kind, confidence, evidence: 'reverse DNS' },
  })
})

test.each([
  ['comcast.net', 'Comcast Cable Communications', 'comcast.com', true],
  ['tele2.se', 'Tele2 Sverige AB', null, true],
  ['telekom.de', 'Deutsche Telekom', 'telekom.de', true],
  ['acme.com', 'Deutsche Telekom', 'telekom.de', false],
  ['te.eg', 'Tele2 Sverige AB', null, false],
  ['deutschebank.de', 'Deutsche Telekom', null, false],
])('%s is the domain of %s with %s: %s', (domain, name, own, its) => {
  expect(isDomainOf({ name, domain: own }, domain)).toBe(its)
})

test.each([
  [714, false, false],
  ['apple', false, false],
  ['example.com', true, false],
  ['<img src=x>.example', false, false],
  [`${'d'.repeat(77)}.com`, false, false],
  ['203.0.113.0/24', false, true],
  ['2001:db8::/32', false, true],
])('%s is a domain: %s, a range: %s', (id, domain, range) => {
  expect([isDomain(id), isRange(id), networkIdIn(String(id))]).toEqual([domain, range, id])
})

test('the domain comes before the holder of the range, and that before the network', () => {
  expect(networkIdOf({ asn: 1, holder: 'apple', reverseDomain: 'example.com' })).toBe('example.com')
  expect(networkIdOf({ asn: 1, holder: 'apple', reverseDomain: null })).toBe('apple')
  expect(networkIdOf({ asn: 1, holder: null })).toBe(1)
  expect(networkIdOf({ asn: 1, holder: null, reverseDomain: 'no domain' })).toBe(1)
})
