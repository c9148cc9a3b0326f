/** An entry of a header such as Accept, in lower case, and how much it is wanted: 0 is not at all (RFC 9110 §12.4.2). */
export interface Preference {
  readonly name: string
  readonly weight: number
}

/** Parses the list of `Accept`, `Accept-Encoding` and the like. */
export const preferencesOf = (header: string): Preference[] => header.split(',').map(preference)

function preference(part: string): Preference {
  const [name = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase())
  const weight = parameters.find((one) => one.startsWith('q='))?.slice(2) ?? '1'
  return { name, weight: Number(weight) }
}
