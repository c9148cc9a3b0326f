import * as v from 'valibot'
import { maxOrganisations } from '../../../lambda/api/organisations'
import { organisationText } from '../../../lambda/domain/organisation/asked-organisation'
import type { ApiClient } from '../api/api-client'
import { Failure, wrongUsage } from '../failure'

/** A candidate for what somebody typed. */
interface Named {
  readonly key: string
  readonly name: string
}

/** AS numbers, `none`, and what ends with `*` name no organisation by its name. */
const isNoName = (text: string): boolean => /^(as)?\d+$/i.test(text) || text === 'none' || text.includes('*')

/** The same options, with the key of an organisation where its name was typed. @throws Failure that lists the candidates */
export async function withKeys<O extends { readonly organisation?: string }>(
  ask: ApiClient,
  options: O,
): Promise<O> {
  const { organisation } = options
  if (organisation === undefined) return options
  return { ...options, organisation: await keysIn(ask, organisation) }
}

/** A filter may have several values, and a name may have commas: the whole is tried first. */
async function keysIn(ask: ApiClient, text: string): Promise<string> {
  if (text.includes(', ')) {
    const whole = sameName(await allNamed(ask), text)
    if (whole.length > 0) return keyOf(text, whole)
  }
  const keys: string[] = []
  for (const one of text.split(',').map((part) => part.trim())) {
    const [, not = '', name = ''] = /^(!?)(.*)$/s.exec(one) ?? []
    keys.push(not + (isNoName(name) || name === '' ? name : await organisationKey(ask, name)))
  }
  return keys.join(',')
}

/** The key of an organisation by its key or its name, whatever its case. @throws Failure that lists the candidates */
export async function organisationKey(ask: ApiClient, text: string): Promise<string> {
  if (v.is(organisationText, text) && (await isKnown(ask, text))) return text
  const all = await allNamed(ask)
  const same = sameName(all, text)
  if (same.length > 0) return keyOf(text, same)
  const like = all.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
  if (like.length > 0) throw wrongUsage(`no organisation is named ${text}; perhaps ${listOf(like)}`)
  if (v.is(organisationText, text)) return text // the API says what it is not
  throw wrongUsage(`no organisation named ${text} came; ./visitbook organisations --kind all lists who did`)
}

/** Whether the API knows it by this key. Asked of no time, so that nothing is counted. */
async function isKnown(ask: ApiClient, key: string): Promise<boolean> {
  const nothing = { from: '1970-01-01', to: '1970-01-01' }
  try {
    await ask('GET /organisations/{key}', nothing, { id: key })
    return true
  } catch (error) {
    if (error instanceof Failure && /there is no (organisation|network) /.test(error.message)) return false
    throw error
  }
}

const allNamed = async (ask: ApiClient): Promise<readonly Named[]> =>
  (
    await ask('GET /organisations', {
      from: '1970-01-01',
      kind: 'all',
      mine: 'include',
      limit: String(maxOrganisations),
    })
  ).organisations

const sameName = (all: readonly Named[], text: string): readonly Named[] =>
  all.filter(({ key, name }) => [key, name].some((one) => one.toLowerCase() === text.toLowerCase()))

function keyOf(text: string, [one, ...others]: readonly Named[]): string {
  if (one !== undefined && others.length === 0) return one.key
  throw wrongUsage(`several organisations are named ${text}: ${listOf([one as Named, ...others])}`)
}

const mostListed = 5

const listOf = (all: readonly Named[]): string =>
  all
    .slice(0, mostListed)
    .map(({ key, name }) => `${name} (${key})`)
    .join(', ') + (all.length > mostListed ? ' …' : '')
