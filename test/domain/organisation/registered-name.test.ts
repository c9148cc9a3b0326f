import { parseOrganisation } from '../../../lambda/domain/organisation/asked-organisation'
import {
  isDomain,
  isRegistered,
  nameRegistered,
  registeredId,
} from '../../../lambda/domain/organisation/network-id'
import { isNameOf, selfNamed } from '../../../lambda/domain/organisation/reverse-domain'
import { parseSubject } from '../../../lambda/domain/organisation/subject'

const id = 'registry:Example_Trading_Co._Ltd'

test('a registered name is its id, and neither a domain nor a range', () => {
  expect(registeredId('Example Trading Co. Ltd')).toBe(id)
  expect(nameRegistered(id)).toBe('Example Trading Co. Ltd')
  expect([isRegistered(id), isDomain(id), isRegistered('example.com')]).toEqual([true, false, false])
})

test('it is asked for and corrected as it is written', () => {
  expect([parseOrganisation(id, 'key'), parseSubject(id)]).toEqual([id, id])
})

test.each([
  [id, 'Example Trading Co. Ltd', 'business', 'medium'],
  ['registry:University_of_Example', 'University of Example', 'education', 'medium'],
  ['registry:County_of_Example', 'County of Example', 'government', 'medium'],
])('%s says by itself who it is', (one, name, kind, confidence) => {
  expect(selfNamed(one)).toEqual({
    ...{ id: one, key: one, name, domain: null, kind, confidence, evidence: 'registry' },
  })
})

test.each([
  ['Comcast Cable Communications, LLC', 'Comcast Cable', true],
  ['COMCAST-35', 'Comcast Cable', true],
  ['Example Trading', 'Comcast Cable', false],
  ['株式会社', '株式会社', false],
])('%s is the name of %s: %s', (name, own, its) => {
  expect(isNameOf({ name: own }, name)).toBe(its)
})
