import { createHash } from 'node:crypto'
import { ByteWriter } from 'hyparquet-writer'
import { type Directory, type KnownNetwork, knownNetworks } from '../domain/describe/known-network'
import { corrects, wordOf } from '../domain/organisation/correction'
import { isRange, type NetworkId, networkIdText } from '../domain/organisation/network-id'
import type { ArchiveStore } from '../store/archive-store'
import type { QueryStore } from '../store/visit-store'
import { type ArchiveFiles, networksName } from './archive-files'
import { networkColumns } from './network-columns'
import { parquetFile, rowsOfGroup } from './parquet-file'

/** See `columnsVersion` of visits. */
const columnsVersion = '1.0'

/** Who is in the network table. */
export interface ArchivedNetworks extends Directory {
  /** Every network, and every holder of ranges. */
  ids(): Iterable<NetworkId>
  /** A hash of all that it knows. */
  hash(): string
}

interface Parts {
  readonly files: ArchiveFiles
  readonly marks: Pick<ArchiveStore, 'networksMadeOf' | 'putNetworksMadeOf'>
  readonly store: Pick<QueryStore, 'corrections'>
  readonly networks: ArchivedNetworks
}

/** Writes the file of networks where table or corrections have changed since it was made. */
export async function networkFile({ files, marks, store, networks }: Parts): Promise<void> {
  const corrections = (await store.corrections()).filter(corrects)
  const inOrder = corrections
    .map((one) => ({ subject: one.subject, ...wordOf(one) }))
    .toSorted((a, b) => (String(a.subject) < String(b.subject) ? -1 : 1))
  const sources = createHash('sha256')
    .update(JSON.stringify([columnsVersion, networks.hash(), inOrder]))
    .digest('hex')
  if ((await marks.networksMadeOf()) === sources) return
  const known = knownNetworks({ networks, corrections })
  const subjects = corrections.map(({ subject }) => subject).filter((subject) => !isRange(subject))
  const ids = [...new Set([...networks.ids(), ...subjects])]
  const inIdOrder = ids.toSorted((a, b) => (networkIdText(a) < networkIdText(b) ? -1 : 1))
  await files.put(networksName, await fileOf(inIdOrder, known))
  await marks.putNetworksMadeOf(sources)
}

/** Networks that are looked up before others may go on: under `npm start` pages are waiting. A thousand take 40 ms. */
const atOnce = 1000

async function fileOf(
  ids: readonly NetworkId[],
  known: (id: NetworkId) => KnownNetwork,
): Promise<Uint8Array> {
  const writer = new ByteWriter()
  const file = parquetFile(networkColumns, { version: columnsVersion }, writer)
  let rows: KnownNetwork[] = []
  for (let at = 0; at < ids.length; at += atOnce) {
    await new Promise(setImmediate)
    rows.push(...ids.slice(at, at + atOnce).map(known))
    if (rows.length < rowsOfGroup) continue
    file.add(rows)
    rows = []
  }
  file.add(rows)
  file.finish()
  return writer.getBytes()
}
