import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { networkTableFile } from '../../lib/assets/network-table/file'
import { temporaryFolder } from '../store/fixtures'
import { dataRoot } from '../support/data-root'
import { smallDisk } from '../support/small-disk'
import { freePort } from '../web/free-port'
import { folderCopy } from './folder-copy'
import { isFine } from './history'
import { tableOf } from './report'
import { type Service, serviceOn } from './service'
import { type Outcome, soak } from './soak'

const help = `npm run test:soak -- [--minutes N] [--seed N]

Visits come to what npm start runs, five times more of them, while it is killed, its engine is killed, its disk is filled, and
its folder is copied away and put back. Beacons send again as theirs do. In the end each acknowledged visit must be listed
once, but those since a copy that was put back, and none that was erased.

  --minutes N  how long (default 20)
  --seed N     which troubles come, and when (default 1)`

/** Of the disk that is filled. */
const megabytes = 1024

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  return run(Number(values.minutes), Number(values.seed))
}

async function run(minutes: number, seed: number): Promise<number> {
  networkTableFile() // once, before the first start
  const { folder, remove } = temporaryFolder()
  const disk = smallDisk(folder, megabytes)
  if (disk === null) console.log('No disk may be mounted here, so none is filled.')
  const place = mkdtempSync(join(dataRoot(), 'visitbook-copy-'))
  const service = serviceOn(folder, await freePort())
  const copy = folderCopy(folder, join(place, 'copy'))
  try {
    const outcome = await soak({ service, disk, copy, seed, minutes })
    console.log(tableOf(outcome.sent, copy.setBacks, outcome.verdict, outcome.readings))
    console.log(`\n${sumUp(outcome, service)}`)
    return isKept(outcome) ? 0 : 1
  } finally {
    await service.stop()
    await service.killEngine()
    disk?.unmount()
    remove()
    rmSync(place, { recursive: true, force: true })
  }
}

const isKept = ({ verdict, listed, counted }: Outcome): boolean => isFine(verdict) && listed === counted

function sumUp({ verdict, listed, counted, troubles, audits }: Outcome, { kills }: Service): string {
  const { lost, doubled, returned, foreign } = verdict
  return [
    `${kills.service + kills.engine} kills: ${kills.service} of the service, ${kills.engine} of its engine`,
    [...troubles].map(([name, times]) => `${name} ${times} times`).join(', '),
    `lost ${lost.length}, doubled ${doubled.length}, erased and back ${returned.length}, never sent ${foreign.length}`,
    `listed ${listed}, counted ${counted}; the list was held against what was acknowledged ${audits + 1} times`,
    ...lost.slice(0, 10).map((one) => `lost: ${JSON.stringify(one)}`),
  ].join('\n')
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error)
    process.exit(1)
  },
)
