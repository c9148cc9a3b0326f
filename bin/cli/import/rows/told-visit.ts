import type { Visit } from '../../../../lambda/domain/visit/visit'

/** A place as other programs keep it: ISO 3166-1, or ISO 3166-2 with its country, `US-TX`. */
export function placeIn(code: string): Pick<Visit, 'country' | 'region'> {
  const [, country = null, region = null] = /^([A-Z]{2})(?:-([A-Z\d]{1,3}))?$/.exec(code) ?? []
  return { country, region }
}

/** The address of a referrer that was kept without its scheme. */
export const withScheme = (address: string, scheme = 'https'): string | null => {
  if (address === '') return null
  return /^[a-z][\w+.-]*:\/\//i.test(address) ? address : `${scheme}://${address}`
}
