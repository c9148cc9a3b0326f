import { defaults } from '../../../lambda/contract'
import { isListed, parseSite } from '../../../lambda/domain/visit/site-list'
import type { Address } from '../api/server'
import { wrongUsage } from '../failure'
import { NotExamined } from './check'
import type { DoctorOptions } from './doctor-command'
import { type Page, pageOf } from './page/page'
import { type Answer, type Asking, objectIn, request } from './request'

/** The service and the page that are examined. What several checks need is asked for once. */
export interface Examined {
  readonly url: URL
  /** The address of the service, without a slash at its end. */
  readonly base: string
  readonly token: string | null
  readonly stack: string | null
  /** Asks the service, with the token if there is one. */
  ask(path: string, asking?: Asking): Promise<Answer>
  /** The answer of `GET /health`. @throws NotExamined where the service does not answer */
  health(): Promise<Answer>
  /** The object that a route answers to the token. @throws NotExamined where it answers something else */
  told(path: string): Promise<Readonly<Record<string, unknown>>>
  /** @throws NotExamined where nothing tells which sites there are */
  sites(): Promise<Sites>
  /** The settings that a snippet depends on; the usual ones where nothing tells. */
  pageSettings(): Promise<PageSettings>
  /** @throws NotExamined where no page is asked about, or it does not answer */
  page(): Promise<Page>
  /** The answer for the page, before it is read. @throws Unreached */
  pageAnswer(): Promise<Answer>
}

export interface PageSettings {
  /** The file name of the beacon. */
  readonly script: string
  /** Whether the service keeps what was read. */
  readonly engagement: boolean
}

export interface Sites extends PageSettings {
  /** The sites to examine. */
  readonly asked: readonly string[]
  /** The sites that may record; null where only the service knows. */
  readonly listed: readonly string[] | null
}

export function examined({ url: base, token }: Address, options: DoctorOptions): Examined {
  const ask = (path: string, asking: Asking = {}) => {
    const authorization = token === null ? {} : { authorization: `Bearer ${token}` }
    return request(base + path, { ...asking, headers: { ...authorization, ...asking.headers } })
  }
  const health = kept(() => request(`${base}/health`))
  const reached = () => health().catch(() => nothing('the service does not answer'))
  const answers = new Map<string, () => Promise<Answer>>()
  const told = async (path: string) => {
    if (token === null) return nothing('there is no token')
    await reached()
    const answer = answers.get(path) ?? kept(() => ask(path))
    answers.set(path, answer)
    const { status, text } = await answer()
    return (status === 200 ? objectIn(text) : null) ?? nothing(`GET ${path} answers ${status}`)
  }
  const pageAnswer = kept(() => {
    if (options.page === undefined) return nothing('no page was named: add --page https://…')
    return request(options.page, { follow: true, headers: { accept: 'text/html' } })
  })
  const page = kept(async () => {
    const answer = await pageAnswer().catch((error: Error) =>
      nothing(error instanceof NotExamined ? error.message : 'the page does not answer'),
    )
    return answer.status === 200 ? pageOf(answer) : nothing(`the page answers ${answer.status}`)
  })
  const sites = kept(() => sitesOf({ told, options }))
  const pageSettings = async () => (await sites().catch(() => null)) ?? defaults
  const stack = options.stack ?? null
  return {
    url: new URL(base),
    base,
    token,
    stack,
    ask,
    health: reached,
    told,
    sites,
    pageSettings,
    page,
    pageAnswer,
  }
}

/** @throws NotExamined */
export function nothing(why: string): never {
  throw new NotExamined(why)
}

function kept<T>(act: () => Promise<T>): () => Promise<T> {
  let first: Promise<T> | null = null
  return () => {
    first ??= Promise.resolve().then(act)
    return first
  }
}

interface SitesParts {
  readonly told: Examined['told']
  readonly options: DoctorOptions
}

/** By the service, if there is a token that may ask it; else by what was typed. */
async function sitesOf({ told, options }: SitesParts): Promise<Sites> {
  const answer = await told('/sites').catch(() => null)
  const listed = answer === null ? null : listedIn(answer)
  const script = typeof answer?.script === 'string' ? answer.script : defaults.script
  const engagement = answer?.engagement !== false
  const page = options.page === undefined ? [] : [new URL(options.page).host]
  const asked = options.site === undefined ? (listed ?? page) : [siteIn(options.site)]
  if (asked.length === 0) return nothing('no site is known: set VISITBOOK_TOKEN, or add --site')
  const isNew = page.some((host) => options.site === undefined && !isListed(asked, host))
  return { asked: isNew ? [...asked, ...page] : asked, listed, script, engagement }
}

function siteIn(text: string): string {
  const site = parseSite(text)
  if (site === null) throw wrongUsage(`--site must be a host such as you.github.io, not ${text}`)
  return site
}

const listedIn = ({ sites }: Readonly<Record<string, unknown>>): readonly string[] =>
  (Array.isArray(sites) ? sites : []).flatMap(({ site, listed }) => (listed === true ? [String(site)] : []))
