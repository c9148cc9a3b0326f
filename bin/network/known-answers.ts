import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openNetworkTable } from '../../lambda/network/network-table'
import { networkTableFile } from '../../lib/assets/network-table/file'
import { currentSources } from '../../lib/assets/network-table/sources/source-set'
import { whoAnswer } from '../cli/who/who-answer'

/** Addresses of known holders, for which it is printed what an update changes. */
export const knownAddresses = 'test/lib/assets/network-table/known-addresses.tsv'

/** What the network table of now says of each known address, in a line. The table is made where there is none yet. */
export function knownAnswers(): Map<string, string> {
  const table = openNetworkTable(networkTableFile())
  const addresses = readFileSync(join(__dirname, '../..', knownAddresses), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t', 1)[0] as string)
  try {
    return new Map(
      addresses.map((address) => {
        const { asn, name, country } = whoAnswer(table, address)
        return [
          address,
          asn === null ? `unannounced, ${country ?? '-'}` : `AS${asn} ${name}, ${country ?? '-'}`,
        ]
      }),
    )
  } finally {
    table.close()
  }
}

/** Prints what the table says otherwise than before. */
export function printChanges(before: ReadonlyMap<string, string>): void {
  const after = knownAnswers()
  const changed = [...before].filter(([address, answer]) => after.get(address) !== answer)
  console.log(
    `network table of ${currentSources().date}: ${changed.length} of ${before.size} known addresses changed`,
  )
  for (const [address, answer] of changed) {
    console.log(`${address}\n  - ${answer}\n  + ${after.get(address)}`)
  }
}
