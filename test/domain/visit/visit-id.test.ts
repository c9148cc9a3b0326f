import { isTimely, isVisitId, makeVisitId, timeOfId } from '../../../lambda/domain/visit/visit-id'

/** RFC 9562 appendix A.6: 22 February 2022, 14:22:22.00 in UTC-5. */
const example = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f'
const exampleTime = Date.parse('2022-02-22T14:22:22.000-05:00')

test('the RFC’s example carries its time', () => {
  expect(timeOfId(example)).toBe(exampleTime)
})

test('the RFC’s example comes of its time and random bits', () => {
  expect(makeVisitId(exampleTime, Buffer.from('cc318c4dc0c0c07398ff', 'hex'))).toBe(example)
})

test.each([
  ['zero bits', '00000000000000000000', '018bcfe5-6800-7000-8000-000000000000'],
  ['one bits', 'ffffffffffffffffffff', '018bcfe5-6800-7fff-bfff-ffffffffffff'],
])('version 7 and variant 10 stand whatever the random bits: %s', (_, random, id) => {
  expect(makeVisitId(1_700_000_000_000, Buffer.from(random, 'hex'))).toBe(id)
})

test.each([0, 1, 1_795_362_350_123, 2 ** 48 - 1])('the time %d comes back', (time) => {
  const id = makeVisitId(time, new Uint8Array(10))
  expect(timeOfId(id)).toBe(time)
  expect(isVisitId(id)).toBe(true)
})

test('ids sort by their time', () => {
  const ids = [0, 1, 255, 65_536, 2 ** 32, 2 ** 40].map((time) => makeVisitId(time, new Uint8Array(10)))
  expect(ids.toSorted()).toEqual(ids)
})

test.each([
  [example, true],
  [example.toUpperCase(), false],
  ['017f22e2-79b0-4cc3-98c4-dc0c0c07398f', false],
  ['017f22e2-79b0-7cc3-78c4-dc0c0c07398f', false],
  ['017f22e2-79b0-7cc3-c8c4-dc0c0c07398f', false],
  ['017f22e279b07cc398c4dc0c0c07398f', false],
  ['017f22e2-79b0-7cc3-98c4-dc0c0c07398g', false],
  [`${example}0`, false],
  [`${example}\n`, false],
  [` ${example}`, false],
  ['', false],
])('%j is a visit’s id: %s', (text, is) => {
  expect(isVisitId(text)).toBe(is)
})

test.each([
  ['now', 0, true],
  ['5 min ago', -300_000, true],
  ['in 5 min', 300_000, true],
  ['5 min and 1 ms ago', -300_001, false],
  ['in 5 min and 1 ms', 300_001, false],
])('an id from %s is timely: %s', (_, offset, timely) => {
  expect(isTimely(example, new Date(exampleTime - offset))).toBe(timely)
})
