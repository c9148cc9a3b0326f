import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf } from '../../lambda/http/token-secret'
import { openInBrowser } from './browser-visits'
import { ask, beacon, type Deployment, must, outputsIn, Skipped, type Step, site, typed } from './steps'
import { packVersionBefore } from './version-before'

/** A stack of its own, next to the one that README's commands deploy. */
const stackName = 'Earlier'

/** The deployment of the version before, made by the first of these steps. */
const upgraded = new WeakMap<Deployment, Deployment>()

function upgradedOf(deployment: Deployment): Deployment {
  const found = upgraded.get(deployment)
  if (found === undefined) throw new Skipped('there is no version before')
  return found
}

async function pagesOf(deployment: Deployment): Promise<string[]> {
  const { visits } = JSON.parse(await ask(deployment, '/visits?limit=500&bot=include')) as {
    visits: { page: string }[]
  }
  return visits.map(({ page }) => page).toSorted()
}

/** The bytes that the pinned snippet names, as they are served. */
async function pinnedBeacon({ said, terminal, clone }: Deployment): Promise<string> {
  const [, url] = /src="([^"]+)"/.exec(said.BeaconSnippetPinned ?? '') ?? []
  await typed(terminal, `curl -sSf -o pinned.js ${url}`)
  return readFileSync(join(clone.folder, 'pinned.js'), 'utf8')
}

/** Opens a page with the pinned snippet of the version before; a browser that finds other bytes runs none of them. */
async function openPinnedPage({ said }: Deployment, path: string): Promise<boolean> {
  const { BeaconSnippetPinned: snippet = '', ApiUrl: api = '' } = said
  const statuses = await openInBrowser({ bodies: { [path]: snippet }, api, site })
  if (statuses !== null) must(statuses.join() === '204', `the pinned beacon is answered ${statuses}`)
  return statuses !== null
}

const expectedPages = ({ said }: Deployment): string[] => (said.pages ?? '').split(' ').toSorted()

/** From the version before to this one, in one stack. */
export const upgradeSteps: readonly Step[] = [
  {
    name: 'the version before is deployed, and records by its own pinned beacon',
    async take(deployment) {
      const { clone, terminal, said } = deployment
      const before = packVersionBefore(clone)
      if (before === null)
        throw new Skipped('git does not have the version before, as in a clone without history')
      const sha256 = hashOf(said.token ?? '').toString('hex')
      const visitbook = { sites: [site], tokens: [{ name: 'owner', sha256 }], stackName }
      const file = join(before.folder, 'cdk.json')
      const settings = JSON.parse(readFileSync(file, 'utf8'))
      writeFileSync(file, JSON.stringify({ ...settings, context: { visitbook } }))
      const deployed = await typed(terminal, `(cd ${before.folder} && npm run deploy)`)
      const earlier = { ...deployment, said: { ...said, ...outputsIn(deployed, stackName) } }
      must((await beacon(earlier, '/before')) === '204', 'the visit is not answered 204')
      const isPinned = await openPinnedPage(earlier, '/pinned-before')
      earlier.said.pages = ['/before', ...(isPinned ? ['/pinned-before'] : [])].join(' ')
      earlier.said.beacon = await pinnedBeacon(earlier)
      upgraded.set(deployment, earlier)
    },
  },
  {
    name: 'it is upgraded: same address, same table, every visit, and the page that pins its beacon still records',
    async take(deployment) {
      const earlier = upgradedOf(deployment)
      const { ApiUrl, TableName, pages, beacon: code } = earlier.said
      const deployed = await typed(earlier.terminal, `npm run deploy -- -c stackName=${stackName}`)
      const outputs = outputsIn(deployed, stackName)
      must(outputs.ApiUrl === ApiUrl, `the address is ${outputs.ApiUrl}, and was ${ApiUrl}`)
      must(outputs.TableName === TableName, 'the table is another')
      const kept = await pagesOf(earlier)
      must(kept.join() === expectedPages(earlier).join(), `of ${pages} these are left: ${kept}`)
      must((await pinnedBeacon(earlier)) === code, 'the pinned beacon has other bytes')
      const isPinned = await openPinnedPage(earlier, '/pinned-after')
      must((await beacon(earlier, '/after')) === '204', 'no visit is recorded after it')
      const after = [...kept, '/after', ...(isPinned ? ['/pinned-after'] : [])].toSorted()
      const listed = await pagesOf(earlier)
      must(listed.join() === after.join(), `these are listed after it: ${listed}`)
    },
  },
]
