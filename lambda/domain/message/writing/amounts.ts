/** `1 visit`, `1,234 visits`. */
export const amount = (count: number, one: string, many = `${one}s`): string =>
  `${numberText(count)} ${count === 1 ? one : many}`

export const numberText = (count: number): string => count.toLocaleString('en-US')

const minute = 60

/** `40 s`, `4 min`, `1 h 5 min`. */
export function durationText(seconds: number): string {
  if (seconds < minute) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / minute)
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`
}

/** `Acme`, `Acme and Example Bank`, `Acme, Example Bank and 3 more`. */
export function listText(names: readonly string[], more = 0): string {
  const all = more === 0 ? names : [...names, `${numberText(more)} more`]
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}
