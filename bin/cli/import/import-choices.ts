/** The choices of the import's options, apart from their code: help prints them without loading it. */

/** The formats, and whose they are. Where a line fits several, the first one wins. */
export const logFormats = {
  combined: 'Apache, nginx, Traefik, Varnish, lighttpd',
  vhost: 'combined, after the host that was asked for',
  common: 'Apache, without referrer and user agent',
  'vhost-common': 'common, after the host that was asked for',
  caddy: 'Caddy 2',
  traefik: 'Traefik in JSON',
  'nginx-json': 'nginx in JSON, its variables or nearly so as names',
  cloudfront: 'CloudFront standard logs',
  s3: 'S3 server access logs',
  alb: 'Elastic Load Balancing',
  iis: 'IIS in W3C format',
} as const
export type FormatName = keyof typeof logFormats
export const formatNames = Object.keys(logFormats) as FormatName[]

/** Where to find the visitor's address: in place of the client's, or in what proxies forwarded. */
export const addressPlaces = ['client', 'forwarded'] as const
export type AddressPlace = (typeof addressPlaces)[number]
