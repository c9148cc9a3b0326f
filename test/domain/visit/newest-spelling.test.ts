import { defaults } from '../../../lambda/contract'
import { newestSpellings, type Spelling } from '../../../lambda/domain/visit/newest-spelling'
import { pageKey } from '../../../lambda/domain/visit/page-key'
import { random, shuffled } from '../../support/random'

const seen = (page: string, time: string): Spelling => ({ text: page, seen: `2026-11-22T${time}.000Z` })

test('a page goes by the spelling of its newest visit, in whatever order they come', () => {
  const all = [
    seen('/about', '10:00:00'),
    seen('/about/', '12:00:00'),
    seen('/about', '11:00:00'),
    seen('/about/index.html', '12:00:00'), // of one moment the first by name
    seen('/cv/index.html', '09:00:00'),
  ]
  for (let seed = 0; seed < 30; seed++) {
    const spellings = newestSpellings((page) => pageKey(page, defaults.pages))
    const keys = shuffled(all, random(seed)).map((one) => spellings.add(one))
    expect(keys.toSorted()).toEqual(['/about', '/about', '/about', '/about', '/cv'])
    expect([spellings.of('/about'), spellings.of('/cv')]).toEqual([all[1], all[4]])
  }
})
