import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { totalPart } from '../../lambda/store/items/rollup-item'
import { rollupPartition, rollupSortKey } from '../../lambda/store/keys'
import type { Clone } from '../support/clone'
import { inventedLog } from '../support/invented-log'
import type { Terminal } from '../support/terminal'
import { callAws } from './aws'
import { visitInBrowser } from './browser-visits'
import type { Emulator } from './emulator'
import { takeAction } from './permissions'

/** A deployment on its way, and what its commands have printed so far. */
export interface Deployment {
  readonly emulator: Emulator
  readonly terminal: Terminal
  readonly clone: Clone
  /** README's, and those of docs/deploy.md. */
  readonly commands: readonly string[]
  /** Outputs of the stack, and the token. */
  said: Record<string, string>
}

/** Why a step is not taken. */
export class Skipped extends Error {}

export interface Step {
  readonly name: string
  /** What the emulator does otherwise than AWS, so that this step shows less, or does more, than it would there. */
  readonly differs?: string
  /** @throws Skipped when it cannot be taken here, Error when it does not lead where it should */
  take(deployment: Deployment): Promise<void>
}

export const site = 'you.github.io'
export const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
const importedLines = 300

export function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}

/** Types the command that begins so, and returns what it printed. @throws Error when it is told nowhere, or fails */
async function typeFromDocs({ commands, terminal }: Deployment, beginning: string): Promise<string> {
  const command = commands.find((one) => one.startsWith(beginning))
  if (command === undefined)
    throw new Error(`neither README nor docs/deploy.md tells a command such as ${beginning}`)
  return typed(terminal, command)
}

export async function typed(terminal: Terminal, command: string): Promise<string> {
  const { code, said } = await terminal.type(command)
  must(code === 0, `${command} ends with ${code}:\n${said}`)
  return said
}

/** Asks the deployed API as its owner, by curl. */
export async function ask({ terminal, said }: Deployment, path: string, options = ''): Promise<string> {
  const command = `curl -sS ${options} -H "Authorization: Bearer ${said.token}" "${said.ApiUrl}${path}"`
  return typed(terminal, command)
}

export async function visitCount(deployment: Deployment): Promise<number> {
  const { visits, cursor } = JSON.parse(
    await ask(deployment, `/visits?limit=500&bot=include&from=2026-01-01`),
  )
  must(cursor === null, 'there are more visits than a page holds')
  return visits.length
}

/** The status with which a beacon's message is answered. */
export async function beacon({ terminal, said }: Deployment, page: string): Promise<string> {
  const message = JSON.stringify({ page, title: page })
  return typed(
    terminal,
    `curl -sS -o beacon.txt -w '%{http_code}' -A '${firefox}' -H 'Origin: https://${site}' -d '${message}' ${said.ApiUrl}/visits`,
  )
}

const newestVisit = async (
  deployment: Deployment,
): Promise<{ readonly id: string; readonly seconds: number }> =>
  JSON.parse(await ask(deployment, `/visits?limit=1&bot=include&site=${site}`)).visits[0]

/** The status with which a report of so many seconds on the newest visit is answered. */
async function report(deployment: Deployment, seconds: number): Promise<string> {
  const { id } = await newestVisit(deployment)
  return typed(
    deployment.terminal,
    `curl -sS -o report.txt -w '%{http_code}' -H 'Origin: https://${site}' -d '{"seconds":${seconds},"reach":60}' ${deployment.said.ApiUrl}/visits/${id}/engagement`,
  )
}

export const outputsIn = (text: string, stackName = 'Visitbook'): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(new RegExp(`^${stackName}\\.(\\w+) = (.*)$`, 'gm'))].map(([, name, value]) => [
      name,
      value,
    ]),
  )

export async function deploy(deployment: Deployment): Promise<void> {
  const before = deployment.said
  const outputs = outputsIn(await typeFromDocs(deployment, 'npm run deploy'))
  must(outputs.ApiUrl !== undefined, 'npm run deploy prints no ApiUrl')
  deployment.said = { ...before, ...outputs }
  deployment.terminal.fillIn('https://….execute-api.eu-west-1.amazonaws.com', outputs.ApiUrl as string)
}

export function writeSettings({ clone }: Deployment, change: object): void {
  const file = join(clone.folder, 'visitbook.json')
  const settings = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  writeFileSync(file, JSON.stringify({ ...settings, ...change }, null, 2))
}

/** Runs a command of AWS's SDK as the account's owner. @param command its name, without `Command` */
export async function askAws<T>(
  { terminal }: Deployment,
  client: string,
  command: string,
  input: object,
): Promise<T> {
  const code = `const sdk = require("@aws-sdk/client-${client.toLowerCase()}"); new sdk.${client}Client().send(new sdk.${command}Command(${JSON.stringify(input)})).then((answer) => console.log(JSON.stringify(answer)))`
  return JSON.parse(await typed(terminal, `node -e '${code}'`)) as T
}

interface StackResource {
  readonly ResourceType: string
  readonly LogicalResourceId: string
  readonly PhysicalResourceId: string
}

/** The physical name of the stack's one function or role whose logical id begins so. */
export async function nameOf(deployment: Deployment, type: string, start: string): Promise<string> {
  const { StackResources } = await askAws<{ StackResources: StackResource[] }>(
    deployment,
    'CloudFormation',
    'DescribeStackResources',
    { StackName: 'Visitbook' },
  )
  const found = StackResources.find(
    ({ ResourceType, LogicalResourceId }) => ResourceType === type && LogicalResourceId.startsWith(start),
  )
  if (found === undefined) throw new Error(`the stack has no ${type} ${start}`)
  return found.PhysicalResourceId
}

/** The number of days that have a rollup. Reports read the visits of a fresh import for a quarter of an hour yet. */
async function countedDays(deployment: Deployment): Promise<number> {
  const { Count } = await askAws<{ Count: number }>(deployment, 'DynamoDB', 'Query', {
    TableName: deployment.said.TableName,
    Select: 'COUNT',
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: {
      ':pk': { S: rollupPartition(site) },
      ':from': { S: rollupSortKey('day', totalPart, '0000') },
      ':to': { S: rollupSortKey('day', totalPart, '9999') },
    },
  })
  return Count
}

/** Runs the hourly count now. @returns what it answered: null, or an error */
async function rollUp(deployment: Deployment): Promise<string> {
  const name = await nameOf(deployment, 'AWS::Lambda::Function', 'RollupFunction')
  return callAws(deployment.emulator, {
    service: 'lambda',
    path: `/2015-03-31/functions/${name}/invocations`,
    body: '{}',
  })
}

/** Takes an action from a role, and sees that what needs it fails, and works again once it is given back. */
const withoutAction =
  (start: string, action: string, attempt: (deployment: Deployment) => Promise<boolean>) =>
  async (deployment: Deployment): Promise<void> => {
    const role = await nameOf(deployment, 'AWS::IAM::Role', start)
    must(await attempt(deployment), `${start} does not work with its permissions`)
    const giveBack = await takeAction(deployment.emulator, { role, policy: 'Visitbook', action })
    must(!(await attempt(deployment)), `${start} works without ${action}`)
    await giveBack()
    must(await attempt(deployment), `${start} does not work again with ${action}`)
  }

export const steps: readonly Step[] = [
  {
    name: 'the account is prepared',
    differs:
      "the CDK's bucket refuses plain http, which is all that is spoken here, so its policy is taken off",
    async take(deployment) {
      const { emulator } = deployment
      await typeFromDocs(deployment, 'npx cdk bootstrap')
      const bucket = `/cdk-hnb659fds-assets-${emulator.account}-${emulator.settings.AWS_REGION}`
      await callAws(emulator, { service: 's3', method: 'DELETE', path: bucket, query: { policy: '' } })
    },
  },
  {
    name: 'sites are written into visitbook.json, and a token is made',
    async take(deployment) {
      const setting = deployment.commands.find((one) => one.startsWith('{')) ?? ''
      writeSettings(deployment, JSON.parse(setting))
      const [token = ''] = /^vb_\S+/m.exec(await typeFromDocs(deployment, './visitbook token')) ?? []
      deployment.said = { token }
      deployment.terminal.fillIn('vb_…', token)
    },
  },
  {
    name: 'it is deployed',
    differs: 'limits of routes and the log of requests are taken and ignored; functions run on this Node.js',
    take: deploy,
  },
  {
    name: 'a visit is recorded by curl, and one from a host that is not listed is refused',
    differs: 'OPTIONS and /health are answered by the emulator itself; each caller is 127.0.0.1',
    async take(deployment) {
      must((await beacon(deployment, '/cv.html')) === '204', 'the visit is not answered 204')
      const stranger = `curl -sS -o beacon.txt -w '%{http_code}' -H 'Origin: https://evil.example' -d '{}' ${deployment.said.ApiUrl}/visits`
      must((await typed(deployment.terminal, stranger)) === '403', 'a stranger is not answered 403')
    },
  },
  {
    name: 'visits are recorded in Chromium, by the snippet and by the jQuery call',
    async take({ said }) {
      const { BeaconSnippet: snippet = '', ApiUrl: api = '' } = said
      if (!(await visitInBrowser({ snippet, api, site }))) throw new Skipped('no Chromium starts here')
    },
  },
  {
    name: 'they are listed, on the command line and by the API',
    async take(deployment) {
      await typeFromDocs(deployment, 'export VISITBOOK_URL')
      const listed = await typeFromDocs(deployment, './visitbook visits')
      must(listed.includes('/cv.html'), `the visit is not listed:\n${listed}`)
      must(
        (await visitCount(deployment)) === 3,
        'the visits of the browser, which are a bot’s, are not listed with the rest',
      )
    },
  },
  {
    name: `${importedLines} lines of a log are imported into the table, once`,
    async take(deployment) {
      const { clone, terminal } = deployment
      const lines = inventedLog({ now: new Date(), days: 10, perDay: importedLines / 10 })
      writeFileSync(join(clone.folder, 'access.log'), `${lines.join('\n')}\n`)
      const before = await visitCount(deployment)
      const command = `./visitbook import access-log access.log --site ${site} --stack Visitbook`
      await typed(terminal, command)
      const after = await visitCount(deployment)
      must(after > before + importedLines / 2, `of ${importedLines} lines ${after - before} are visits`)
      await typed(terminal, command)
      must((await visitCount(deployment)) === after, 'a second import adds visits')
    },
  },
  {
    name: 'closed days are counted',
    differs: 'the schedule is not waited for: the function is called',
    async take(deployment) {
      const visits = await visitCount(deployment)
      must((await rollUp(deployment)) === 'null', 'the count fails')
      must((await countedDays(deployment)) >= 9, 'the days of the import are not counted')
      const { totals } = JSON.parse(await ask(deployment, `/stats?site=${site}&bot=include`))
      must(totals.visits === visits, `${totals.visits} visits are counted of ${visits}`)
    },
  },
  {
    name: 'an organisation is corrected, and a visit is erased',
    async take(deployment) {
      await ask(deployment, '/organisations/apple', `-X PATCH -d '{"name": "The Orchard"}'`)
      must((await ask(deployment, '/organisations')).includes('The Orchard'), 'the correction is not listed')
      const before = await visitCount(deployment)
      const [{ id }] = JSON.parse(await ask(deployment, `/visits?page=/cv.html&limit=1`)).visits
      await ask(deployment, `/visits/${id}?site=${site}`, '-X DELETE')
      must((await visitCount(deployment)) === before - 1, 'the visit is still there')
    },
  },
  {
    name: 'a second deploy, with more partitions and other settings, keeps the address and every visit',
    async take(deployment) {
      const { ApiUrl, TableName } = deployment.said
      const before = await visitCount(deployment)
      writeSettings(deployment, { shards: { [site]: 4 }, retentionDays: 100, archive: true })
      await deploy(deployment)
      must(deployment.said.ApiUrl === ApiUrl, 'the address is another')
      must(deployment.said.TableName === TableName, 'the table is another')
      must((await visitCount(deployment)) === before, 'visits are missing')
      must((await beacon(deployment, '/after.html')) === '204', 'no visit is recorded after it')
      must((await visitCount(deployment)) === before + 1, 'the new visit is not listed')
    },
  },
  {
    name: 'days that are over are in the archive, and what is erased leaves it',
    differs: 'the bucket refuses plain http too, so its policy is taken off; the schedule is not waited for',
    async take(deployment) {
      const { emulator, terminal, said } = deployment
      const path = `/${said.ArchiveBucket}`
      await callAws(emulator, { service: 's3', method: 'DELETE', path, query: { policy: '' } })
      must((await rollUp(deployment)) === 'null', 'the count fails')
      const check = './visitbook archive --check --stack Visitbook'
      const compared = await typed(terminal, check)
      must(/^(9|1\d) days compared/m.test(compared), `not all days are in the archive:\n${compared}`)
      const until = new Date(Date.now() - 3 * 86_400_000).toISOString()
      const [{ id }] = JSON.parse(await ask(deployment, `/visits?limit=1&to=${until}`)).visits
      const erased = await ask(deployment, `/visits/${id}?site=${site}`, '-i -X DELETE')
      must(/^archive-until: 20/im.test(erased), 'the answer does not say until when the archive has it')
      must((await terminal.type(check)).code === 1, 'the archive is said to be as the table before it is')
      must((await rollUp(deployment)) === 'null', 'the count after an erasure fails')
      await typed(terminal, check)
      writeSettings(deployment, { archive: false }) // a kept bucket would stand in the way of the next one of its name
    },
  },
  {
    name: 'without dynamodb:PutItem, nothing is recorded',
    take: withoutAction('RecordRole', 'dynamodb:PutItem', async (deployment) => {
      return (await beacon(deployment, `/${Date.now()}.html`)) === '204'
    }),
  },
  {
    name: 'what was read is kept with its visit',
    async take(deployment) {
      must((await report(deployment, 12)) === '204', 'the report is not answered 204')
      must((await newestVisit(deployment)).seconds === 12, 'the visit does not say so')
    },
  },
  {
    name: 'without dynamodb:UpdateItem, nothing of what was read is kept',
    take: withoutAction('RecordRole', 'dynamodb:UpdateItem', async (deployment) => {
      return (await report(deployment, 13)) === '204'
    }),
  },
  {
    name: 'without dynamodb:Query, nothing is listed',
    take: withoutAction('QueryRole', 'dynamodb:Query', async (deployment) => {
      return 'visits' in JSON.parse(await ask(deployment, '/visits?limit=1'))
    }),
  },
  {
    name: 'without dynamodb:Query, nothing is counted',
    take: withoutAction('RollupRole', 'dynamodb:Query', async (deployment) => {
      return (await rollUp(deployment)) === 'null'
    }),
  },
  {
    name: 'it is destroyed, and the table is kept',
    differs: 'a new table would get the name of the kept one, and replace it; AWS makes up another name',
    async take(deployment) {
      deployment.said.kept = String(await visitCount(deployment))
      await typeFromDocs(deployment, 'npx cdk destroy')
      const gone = await deployment.terminal.type(`curl -sSf ${deployment.said.ApiUrl}/health`)
      must(gone.code !== 0 || !gone.said.includes('networkTable'), 'the service still answers')
    },
  },
  {
    name: 'the kept table comes back, with every visit',
    async take(deployment) {
      const { TableName = '', kept } = deployment.said
      deployment.terminal.fillIn('Visitbook-VisitsA586527A-…', TableName)
      await typeFromDocs(deployment, 'echo')
      await typeFromDocs(deployment, 'npx cdk import')
      await deploy(deployment)
      must(deployment.said.TableName === TableName, 'the table is another')
      must(String(await visitCount(deployment)) === kept, 'visits are missing')
      must((await ask(deployment, '/organisations')).includes('The Orchard'), 'the correction is gone')
    },
  },
]
