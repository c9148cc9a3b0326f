import { createHash } from 'node:crypto'
import type { ArchiveFiles } from '../../../lambda/archive/archive-files'
import type { ArchivedDay, ArchiveStore, Withdrawal } from '../../../lambda/store/archive-store'

export interface MemoryFiles extends ArchiveFiles {
  readonly files: Map<string, Uint8Array>
  /** The names of all puts, in their order. */
  readonly puts: string[]
}

/** Files in memory. @param mayPut may throw before a put */
export function memoryFiles(mayPut: (name: string) => void = () => {}): MemoryFiles {
  const files = new Map<string, Uint8Array>()
  const puts: string[] = []
  return {
    files,
    puts,
    list: async (prefix) =>
      [...files]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, bytes]) => ({ name, md5: createHash('md5').update(bytes).digest('hex') }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    get: async (name) => files.get(name) ?? null,
    tail: async (name, bytes) => files.get(name)?.slice(-bytes) ?? null,
    async put(name, bytes) {
      mayPut(name)
      puts.push(name)
      files.set(name, bytes.slice())
    },
    async remove(names) {
      for (const name of names) files.delete(name)
    },
  }
}

/** What is known of an archive, in memory. */
export function memoryArchive(): ArchiveStore {
  const days = new Map<string, ArchivedDay>()
  const withdrawn = new Map<string, Withdrawal>()
  const removed = new Set<string>()
  let sources: string | null = null
  const of = <T>(all: ReadonlyMap<string, T>, site: string) =>
    [...all].filter(([key]) => key.startsWith(`${site} `))
  return {
    archivedDays: async (site) =>
      new Map(of(days, site).map(([key, day]) => [key.slice(site.length + 1), day])),
    async putArchivedDay(site, day, archived) {
      if (archived === null) days.delete(`${site} ${day}`)
      else days.set(`${site} ${day}`, archived)
    },
    withdrawals: async (site) => of(withdrawn, site).map(([, one]) => one),
    async withdraw(site, day, visits) {
      const id = crypto.randomUUID()
      withdrawn.set(`${site} ${id}`, { day, id, visits })
    },
    async endWithdrawal(site, { id }) {
      withdrawn.delete(`${site} ${id}`)
    },
    removedSites: async () => [...removed],
    async noteRemoval(site) {
      removed.add(site)
    },
    async endRemoval(site) {
      removed.delete(site)
    },
    networksMadeOf: async () => sources,
    async putNetworksMadeOf(made) {
      sources = made
    },
  }
}
