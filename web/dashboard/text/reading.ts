import * as words from '#words'
import { locale } from './locale'

const unit = (name: 'second' | 'minute' | 'hour') =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format
const [secondsOf, minutesOf, hoursOf] = [unit('second'), unit('minute'), unit('hour')]

/** `52 sec`, `4 min`, `1 hr 5 min`. */
export function durationText(seconds: number): string {
  if (seconds < 60) return secondsOf(seconds)
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return minutesOf(minutes)
  const rest = minutes % 60
  return [hoursOf(Math.floor(minutes / 60)), ...(rest === 0 ? [] : [minutesOf(rest)])].join(' ')
}

/** What was read, in one line: `4 min in front, mostly Publications; took cv.pdf`. Null where nothing was reported. */
export interface Read {
  readonly seconds: number | null
  /** The longest in view comes first. */
  readonly sections: readonly { readonly name: string }[]
  readonly links: readonly string[]
}

export function readText({ seconds, sections, links }: Read): string | null {
  if (seconds === null || (seconds === 0 && links.length === 0)) return null
  const [first] = sections
  const time = words.inFront(durationText(seconds))
  const mostly = first === undefined ? time : words.mostly(time, first.name)
  return links.length === 0 ? mostly : words.took(mostly, links.map(linkName).join(', '))
}

/** A file by its name, anything else as it is. */
const linkName = (link: string): string =>
  link.startsWith('/') ? link.slice(link.lastIndexOf('/') + 1) : link
