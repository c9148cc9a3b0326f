import type { Engagement } from '../../../lambda/domain/visit/engagement'
import {
  engagementAttributes,
  engagementBytes,
  engagementChange,
  engagementIn,
} from '../../../lambda/store/items/engagement-attributes'
import { fromItem, roomIn, toItem, writeUnitBytes } from '../../../lambda/store/items/visit-item'
import { fullVisit, sizeOfItem, typicalVisit } from '../fixtures'

const engagement: Engagement = {
  seconds: 52,
  reach: 80,
  acted: true,
  sections: [
    { name: 'intro', seconds: 12 },
    { name: 'Selected publications', seconds: 40 },
  ],
  links: ['acme.com/jobs', 'mailto:jane@you.example', '/cv.pdf', '#more'],
}

const longest: Engagement = {
  seconds: 86_400,
  reach: 100,
  acted: true,
  sections: Array.from({ length: 20 }, (_, at) => ({ name: `${at} ${'ß'.repeat(18)}`, seconds: 4_000 })),
  links: Array.from({ length: 20 }, (_, at) => `${at}.example/${'é'.repeat(40)}`),
}

test('a visit keeps what was read of its page under short names', () => {
  const item = toItem({ ...typicalVisit, engagement }, { expiry: 1, indexed: true })
  expect(item).toMatchObject({
    es: 52,
    er: 80,
    ea: true,
    en: '12 intro|40 Selected publications',
    el: 'acme.com/jobs|mailto:jane@you.example|/cv.pdf|#more',
  })
  expect(fromItem(item).engagement).toEqual(engagement)
})

test('nothing is kept of what was not reported', () => {
  const item = toItem(typicalVisit, { expiry: 1, indexed: true })
  expect(Object.keys(item).filter((name) => /^e.$/.test(name))).toEqual([])
  expect(engagementIn(item)).toBeNull()
  const bare = { seconds: 0, reach: 0, acted: false, sections: [], links: [] }
  expect(engagementAttributes(bare)).toEqual({ es: 0, er: 0 })
  expect(engagementIn({ es: 0, er: 0 })).toEqual(bare)
})

test.each([400, 300, 120, 60, 24, 16, 15, 0, -5])('with room for %i bytes it takes no more', (room) => {
  const kept = engagementAttributes(longest, room)
  expect(sizeOfItem(kept)).toBeLessThanOrEqual(Math.max(0, Math.min(room, engagementBytes)))
  const read = engagementIn(kept)
  if (room < 16) expect(read).toBeNull()
  else
    expect(read).toEqual({
      ...longest,
      sections: longest.sections.slice(0, read?.sections.length),
      links: longest.links.slice(0, read?.links.length),
    })
})

test('the last links give way before the last sections', () => {
  const few = { ...longest, sections: longest.sections.slice(0, 2), links: longest.links.slice(0, 4) }
  const rooms = [400, 300, 200, 120, 70, 20]
  const left = rooms.map((room) => engagementIn(engagementAttributes(few, room)))
  expect(left.map((one) => [one?.sections.length, one?.links.length])).toEqual([
    [2, 3],
    [2, 2],
    [2, 1],
    [2, 0],
    [1, 0],
    [0, 0],
  ])
})

test.each(['a', 'ß', '漢', '😀'])(
  'a visit full of %s keeps its text, and its item one write unit',
  (character) => {
    const options = { expiry: 1_800_000_000, indexed: true }
    for (const site of ['you.github.io', `${'s'.repeat(253)}:65535`]) {
      const full = fullVisit(character, site)
      expect(sizeOfItem(toItem({ ...full, engagement: longest }, options))).toBeLessThanOrEqual(
        writeUnitBytes,
      )
      const before = toItem(full, options)
      const item = { ...before, ...engagementChange(longest, roomIn(before))?.set }
      expect(sizeOfItem(item)).toBeLessThanOrEqual(writeUnitBytes)
      expect({ ...fromItem(item), engagement: null }).toEqual(fromItem(before))
    }
  },
)

test('a change sets what is there and removes what is not, so that nothing of an earlier report is left', () => {
  expect(engagementChange({ ...engagement, acted: false, links: [] })).toEqual({
    set: { es: 52, er: 80, en: '12 intro|40 Selected publications' },
    remove: ['ea', 'el'],
  })
  expect(engagementChange(engagement, 15)).toBeNull()
})
