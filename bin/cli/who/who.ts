import { createInterface } from 'node:readline'
import { openNetworkTable } from '../../../lambda/network/network-table'
import { networkTableFile } from '../../../lib/assets/network-table/file'
import { wrongUsage } from '../failure'
import { write } from '../terminal/output'
import { notAnAddress, type WhoAnswer, whoAnswer } from './who-answer'
import type { WhoOptions } from './who-command'
import { whoJson, whoLines } from './who-lines'

/** The number of answers that are aligned with each other: a list from a pipe may never end. */
const together = 500

/** @throws Failure at the end when something was no address */
export async function printWho(addresses: readonly string[], { json }: WhoOptions): Promise<void> {
  if (addresses.length === 0 && process.stdin.isTTY) {
    throw wrongUsage('name an address, or write addresses to stdin, one on each line')
  }
  const table = openNetworkTable(networkTableFile())
  try {
    if (!json) console.error(`network table of ${table.date}; data by RouteViews, NRO and DB-IP (CC BY 4.0)`)
    const print = json ? whoJson : whoLines()
    const asked = { count: 0, wrong: 0 }
    let waiting: WhoAnswer[] = []
    const flush = async () => {
      await write(process.stdout, print(waiting))
      waiting = []
    }
    for await (const ip of addresses.length > 0 ? addresses : linesOf(process.stdin)) {
      const answer = whoAnswer(table, ip)
      asked.count++
      if (answer.evidence === notAnAddress) asked.wrong++
      if (waiting.push(answer) >= (json ? 1 : together)) await flush()
    }
    await flush()
    if (asked.wrong > 0) throw wrongUsage(`${asked.wrong} of ${asked.count} could not be read as an address`)
  } finally {
    table.close()
  }
}

async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  for await (const line of createInterface({ input: stream })) {
    const text = line.replace(/^\ufeff/, '').trim()
    if (text !== '') yield text
  }
}
