import { createInterface } from 'node:readline/promises'
import { type ApiClient, apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { exportProgress } from '../export/export-progress'
import { pinnedQuery } from '../export/export-query'
import { Failure, wrongUsage } from '../failure'
import { withKeys } from '../organisations/organisation-name'
import { interruption } from '../terminal/interruption'
import { plural } from '../terminal/plural'
import { pageFetcher } from '../visits/visit-pages'
import type { EraseOptions } from './erase-command'

type Query = ReturnType<typeof pinnedQuery>

/** Counts the chosen visits, asks, and erases them. @throws Failure that says how far it came */
export async function eraseVisits({ dryRun, yes, ...options }: EraseOptions): Promise<void> {
  const { site, page, organisation, network, visitor, recipient } = options
  if ([site, page, organisation, network, visitor, recipient].every((one) => one === undefined))
    throw wrongUsage('say which: --site, --page, --organisation, --network, --visitor or --recipient')
  const ask = apiClient(serverOf(options.url, process.env))
  const query = pinnedQuery(await withKeys(ask, options), new Date()) // not the visits that come meanwhile
  const found = await count(ask, query)
  console.error(`${visitsText(found)} found`)
  if (dryRun || found === 0) return
  if (!yes && !(await isMeant(found))) throw new Failure('nothing was erased')
  await eraseAll(ask, query)
}

async function count(ask: ApiClient, query: Query): Promise<number> {
  const fetchPage = pageFetcher(ask, { ...query, bot: 'include', mine: 'include' })
  const progress = await exportProgress(ask, query)
  let visits = 0
  let cursor: string | null = null
  try {
    do {
      const page = await fetchPage(cursor)
      visits += page.visits.length
      cursor = page.cursor
      progress.update({ visits, time: page.visits.at(-1)?.time ?? null })
    } while (cursor !== null)
  } finally {
    progress.stop()
  }
  return visits
}

async function isMeant(found: number): Promise<boolean> {
  if (!process.stdin.isTTY) throw wrongUsage('there is nobody to ask: add --yes')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await terminal.question(`Erase ${visitsText(found)} for good? [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}

async function eraseAll(ask: ApiClient, query: Query): Promise<void> {
  const stop = interruption()
  let erased = 0
  let cursor: string | undefined
  const isSeen = process.stderr.isTTY
  try {
    do {
      stop.throwIfAborted()
      const answer = await ask('DELETE /visits', { ...query, cursor })
      erased += answer.erased
      cursor = answer.cursor ?? undefined
      if (isSeen) process.stderr.write(`\r${visitsText(erased)} erased`)
    } while (cursor !== undefined)
  } catch (error) {
    const { message, code } = error as Failure
    throw new Failure(`${message}; ${visitsText(erased)} erased, run it again to go on`, code, {
      cause: error,
    })
  }
  console.error(`${isSeen ? '\r' : ''}${visitsText(erased)} erased`)
}

const visitsText = (visits: number): string => plural(visits, 'visit')
