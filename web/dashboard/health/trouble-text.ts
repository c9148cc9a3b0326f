import type { Trouble } from '../../../lambda/domain/report/trouble'
import type * as english from '../words/en'

type Words = Pick<typeof english, 'ofDays' | 'ofBeacons' | 'moreThan'>

/** How numbers and days are written, in a language. */
interface Writing {
  readonly words: Words
  readonly count: (number: number, forms: Words['ofDays']) => string
  readonly day: (day: string) => string
}

/** Returns what stands at the places of a trouble's title. */
export function titleParts(trouble: Trouble, { words, count, day }: Writing): readonly string[] {
  switch (trouble.kind) {
    case 'paused':
      return [day(trouble.until.slice(0, 10))]
    case 'refused': {
      const beacons = count(trouble.count, words.ofBeacons)
      return [trouble.complete ? beacons : words.moreThan(beacons)]
    }
    case 'silent':
      return [count(trouble.days, words.ofDays), trouble.site]
    case 'unnamed':
    case 'messages':
      return []
    default:
      return [count(trouble.days, words.ofDays)]
  }
}
