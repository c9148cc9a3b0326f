import { clean, cut } from '../domain/text'
import type { Viewer } from '../domain/visit/viewer'
import type { HttpRequest } from './request'

type Headers = HttpRequest['headers']

/** Bytes of UTF-8 kept of a city's name. */
const cityBytes = 60

/**
 * Reads what CloudFront says of a viewer. Call it only where the request is known to come from the owner's edge.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html
 */
export const viewerOf = (headers: Headers): Viewer => ({
  country: matching(headers['cloudfront-viewer-country'], /^[A-Z]{2}$/),
  region: matching(headers['cloudfront-viewer-country-region'], /^[A-Z0-9]{1,3}$/),
  city: cityOf(headers['cloudfront-viewer-city']),
  timeZone: matching(headers['cloudfront-viewer-time-zone'], /^[\w+/-]{1,40}$/),
  asn: asnOf(headers['cloudfront-viewer-asn']),
  httpVersion: matching(headers['cloudfront-viewer-http-version'], /^\d\.\d$/),
})

/** Returns the address in `198.51.100.10:46532` or `2001:db8::1:443`, with brackets or without; empty where there is none. */
export const viewerAddress = (headers: Headers): string =>
  /^\[?([\da-f.:]+?)\]?:\d{1,5}$/i.exec(headers['cloudfront-viewer-address'] ?? '')?.[1] ?? ''

const matching = (value: string | undefined, form: RegExp): string | null =>
  value !== undefined && form.test(value) ? value : null

/** A name with other letters than ASCII's is percent-encoded. */
function cityOf(value = ''): string | null {
  try {
    return cut(clean(decodeURIComponent(value.slice(0, 400))), cityBytes) || null
  } catch {
    return null
  }
}

function asnOf(value: string | undefined): number | null {
  const asn = Number(matching(value, /^\d{1,10}$/))
  return asn > 0 && asn < 2 ** 32 ? asn : null
}
