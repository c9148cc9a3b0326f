import { execFileSync } from 'node:child_process'
import { copyFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { networkTableFile } from '../../lib/assets/network-table/file'
import { bundleChild } from '../harness/child-bundle'
import { comparison, interleave, type Sample } from '../harness/interleave'
import { lambdaNodeVersion, measured } from '../harness/lambda-node'
import { check, type Scenario } from '../harness/scenario'
import { inFolder } from '../harness/temporary-folder'
import { randomIpv4, randomIpv6 } from './addresses'
import type { NetworkRun } from './network-child'

const count = 100_000
const rounds = 7

export const network: Scenario = {
  name: 'network',
  about: 'the network table read by one 4 KB pread a look-up, beside the same file read whole into memory',
  run: (say) =>
    inFolder(async (folder) => {
      const script = bundleChild('network/network-child', folder)
      const table = join(folder, 'networks.bin')
      const addresses = join(folder, 'addresses.json')
      copyFileSync(networkTableFile(), table)
      writeFileSync(addresses, JSON.stringify({ ipv4: randomIpv4(count), ipv6: randomIpv6(count) }))
      const none = join(folder, 'no-addresses.json')
      writeFileSync(none, JSON.stringify({ ipv4: [], ipv6: [] }))
      const run = (how: string, file = addresses) => measured<NetworkRun>(script, [how, table, file])

      say('checking the answers')
      const [whole, pread] = [await run('whole'), await run('pread')]
      check(pread.google === 15_169, '8.8.8.8 to be of AS15169')
      check(pread.answers === whole.answers, 'both readers to answer the same')
      check(pread.unannounced < count, 'most addresses to be announced')

      const measure = async (how: string): Promise<Sample> => {
        const warm = await run(how)
        const isCold = forgetPages(table)
        const cold = isCold ? await run(how, none) : null
        return {
          'open, ms': warm.openMs,
          'open and first look-up, ms': warm.firstMs,
          ...(cold !== null && { 'the same, file not in the page cache, ms': cold.firstMs }),
          'IPv4 look-up, µs': warm.ipv4Us,
          'IPv6 look-up, µs': warm.ipv6Us,
          'resident memory added by opening and first look-up, MB': warm.openMb,
        }
      }
      const samples = await interleave(
        { 'read whole': () => measure('whole'), pread: () => measure('pread') },
        rounds,
        say,
      )
      return {
        checked: `both readers give the same answer for ${count} random IPv4 and ${count} random announced IPv6 addresses (${pread.unannounced} of them of no network)`,
        tables: [comparison(samples)],
        notes: [
          `${rounds} rounds, each reader in a fresh process on Node ${lambdaNodeVersion} from an esbuild bundle; the table has ${(statSync(table).size / 1e6).toFixed(1)} MB.`,
          'The page cache is emptied of the file by posix_fadvise (dd iflag=nocache); the disk under it is this machine’s, not Lambda’s.',
          'Pages that the kernel caches of the file are not in resident memory.',
        ],
      }
    }),
}

/** Makes the kernel drop the file's pages; false where this machine has no GNU dd. */
function forgetPages(file: string): boolean {
  try {
    execFileSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
