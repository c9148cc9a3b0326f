import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { networkTableName } from '../../lambda/contract'
import { type Networks, openNetworks } from '../../lambda/network/networks'

/** The network table: beside the code where that was shipped to a cluster, and made of its sources elsewhere. */
export async function networksHere(): Promise<Networks> {
  const beside = join(__dirname, networkTableName)
  if (existsSync(beside)) return openNetworks(beside)
  const { networkTableFile } = await import('../../lib/assets/network-table/file')
  return openNetworks(networkTableFile())
}
