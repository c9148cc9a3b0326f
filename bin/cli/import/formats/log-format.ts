import { type FormatName, formatNames } from '../import-choices'
import { alb } from './alb'
import { caddy } from './caddy'
import { clf } from './clf'
import { cloudfront } from './cloudfront'
import { iis } from './iis'
import type { LineParser } from './log-entry'
import { nginxJson } from './nginx-json'
import { s3 } from './s3'
import { traefik } from './traefik'

/** Makes a parser for one file: some remember what a header says. */
export const parsers: Readonly<Record<FormatName, () => LineParser>> = {
  combined: () => clf({ host: false, agent: true }),
  vhost: () => clf({ host: true, agent: true }),
  common: () => clf({ host: false, agent: false }),
  'vhost-common': () => clf({ host: true, agent: false }),
  caddy: () => caddy,
  traefik: () => traefik,
  'nginx-json': () => nginxJson,
  cloudfront,
  s3: () => s3,
  alb: () => alb,
  iis,
}

/** The format that most of these lines are in; null where none of them is in any. */
export function formatOfLines(lines: readonly string[]): FormatName | null {
  const counts = formatNames.map((name) => countOf(parsers[name](), lines))
  const most = Math.max(...counts)
  return most === 0 ? null : (formatNames[counts.indexOf(most)] ?? null)
}

const countOf = (parse: LineParser, lines: readonly string[]): number =>
  lines.map((line) => parse(line)).filter((entry) => entry !== null).length
