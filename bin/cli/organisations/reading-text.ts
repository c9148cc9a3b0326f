import type { ReadingActivity } from '../../../lambda/domain/count/engagement-tally'

/** Says what an organisation read: `4 min, mostly Publications; took cv.pdf`. Empty where nothing was reported. */
export function readingText({ seconds, sections, links }: ReadingActivity): string {
  const [most] = sections
  const files = links.filter(({ link }) => link.startsWith('/')).map(({ link }) => nameOf(link))
  const others = links.filter(({ link }) => !link.startsWith('/')).map(({ link }) => link)
  const read = [seconds > 0 && timeText(seconds), most !== undefined && `mostly ${most.name}`]
  const used = [
    files.length > 0 && `took ${files.join(', ')}`,
    others.length > 0 && `used ${others.join(', ')}`,
  ]
  return [read.filter(Boolean).join(', '), ...used].filter(Boolean).join('; ')
}

/** The last part of a path. */
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1) || path

const minute = 60
const hour = 60 * minute

function timeText(seconds: number): string {
  if (seconds < minute) return `${seconds} s`
  return seconds < 2 * hour ? `${Math.round(seconds / minute)} min` : `${Math.round(seconds / hour)} h`
}
