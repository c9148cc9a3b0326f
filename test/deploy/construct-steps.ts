import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf } from '../../lambda/http/token-secret'
import { root } from '../support/clone'
import { type Deployment, must, type Step, typed } from './steps'

const ids = ['Blog', 'Shop']
const siteOf = (id: string) => `${id.toLowerCase()}.example`

/** Somebody's own app, with two Visitbooks in one stack. */
const app = (token: string) => `import { App, Stack } from 'aws-cdk-lib'
import { Visitbook } from 'visitbook'

const tokens = [{ name: 'me', sha256: '${hashOf(token).toString('hex')}' }]
const stack = new Stack(new App(), 'Web')
const books = ${JSON.stringify(ids)}.map((id) => new Visitbook(stack, id, { sites: [\`\${id.toLowerCase()}.example\`], tokens }))
books[0]?.metricVisits().createAlarm(stack, 'Busy', { threshold: 1000, evaluationPeriods: 1 })
`

/** What the app is compiled and deployed with. The package must not need it: its own folder has none of it. */
const ofProject = ['aws-cdk-lib', 'constructs', 'typescript', '@types/node']

const projectOf = ({ clone }: Deployment): string => join(clone.folder, '../web')

/** What the package may hold: the functions, the construct and its types, and what is read about them. */
const packed =
  /^package\/(dist\/(functions\/(record|query|rollup|notify)|types\/(lib|lambda))\/.+|dist\/(visitbook\.js|LICENCES\.txt|sbom\.json)|docs\/[\w-]+\.md|(README|CHANGELOG)\.md|LICENSE|NOTICE|package\.json)$/
const mostFiles = 90

/** Types a command in the project's folder. */
const there = (deployment: Deployment, command: string): Promise<string> =>
  typed(deployment.terminal, `(cd ${projectOf(deployment)} && ${command})`)

async function askOf(id: string, deployment: Deployment): Promise<string[]> {
  const { said, terminal } = deployment
  const command = `curl -sS -H 'Authorization: Bearer ${said.token}' '${said[`${id}ApiUrl`]}/visits?from=2026-01-01&bot=include'`
  const { visits } = JSON.parse(await typed(terminal, command)) as {
    visits: { site: string; page: string }[]
  }
  return visits.map(({ site, page }) => `${site}${page}`)
}

const outputsIn = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/^Web\.(\w+) = (.*)$/gm)].map(([, name, value]) => [name, value]))

/** The construct as a package in an app of somebody's own, which has neither this repository nor what it is made with. */
export const constructSteps: readonly Step[] = [
  {
    name: 'the package is packed and installed into an empty project',
    async take(deployment) {
      const { clone, terminal } = deployment
      const project = projectOf(deployment)
      await typed(terminal, 'npm pack')
      await typed(terminal, 'git diff --exit-code package.json')
      const files = (await typed(terminal, 'tar -tzf visitbook-*.tgz')).trim().split('\n')
      const odd = files.filter((file) => !packed.test(file))
      must(odd.length === 0 && files.length <= mostFiles, `it holds ${files.length} files, among them ${odd}`)
      mkdirSync(join(project, 'node_modules/@types'), { recursive: true })
      writeFileSync(join(project, 'package.json'), '{ "private": true }')
      await there(deployment, `npm install --legacy-peer-deps ${clone.folder}/visitbook-*.tgz`)
      const installed = readdirSync(join(project, 'node_modules')).filter((name) => /^\w/.test(name))
      must(installed.join() === 'visitbook', `it brings ${installed}`)
      mkdirSync(join(project, 'node_modules/@types'), { recursive: true })
      for (const name of ofProject)
        symlinkSync(join(clone.folder, 'node_modules', name), join(project, 'node_modules', name))
    },
  },
  {
    name: 'the example of docs/construct.md, and an app with two of them, are compiled against its types',
    async take(deployment) {
      const [, example = ''] =
        /```ts\n(.*?)```/s.exec(readFileSync(join(root, 'docs/construct.md'), 'utf8')) ?? []
      writeFileSync(join(projectOf(deployment), 'example.ts'), example)
      writeFileSync(join(projectOf(deployment), 'app.ts'), app(deployment.said.token ?? ''))
      const options = '--strict --module node16 --target es2022 --types node'
      await there(deployment, `node node_modules/typescript/bin/tsc ${options} app.ts example.ts`)
    },
  },
  {
    name: 'both are deployed, in one stack',
    async take(deployment) {
      const cdk = join(deployment.clone.folder, 'node_modules/aws-cdk/bin/cdk')
      const said = await there(deployment, `node ${cdk} deploy --app 'node app.js'`)
      deployment.said = { ...deployment.said, ...outputsIn(said) }
      for (const id of ids) must(`${id}ApiUrl` in deployment.said, `no address of ${id} is printed:\n${said}`)
    },
  },
  {
    name: 'each records a visit of its own',
    async take(deployment) {
      const { said, terminal } = deployment
      for (const id of ids) {
        const options = `-o beacon.txt -w '%{http_code}' -H 'Origin: https://${siteOf(id)}'`
        const status = await typed(
          terminal,
          `curl -sS ${options} -d '{"page": "/${id}"}' ${said[`${id}ApiUrl`]}/visits`,
        )
        must(status === '204', `the visit of ${id} is answered ${status}`)
      }
      for (const id of ids) {
        const pages = await askOf(id, deployment)
        must(pages.join() === `${siteOf(id)}/${id}`, `${id} lists ${pages}`)
      }
    },
  },
  {
    name: 'the command line finds one of the two by the stack’s name and its id',
    async take(deployment) {
      const line = '203.0.113.7 - - [17/May/2026:10:05:01 +0000] "GET /old HTTP/1.1" 200 1 "-" "Mozilla"'
      const command = `echo '${line}' | ./visitbook import access-log - --site ${siteOf('Shop')} --stack`
      const vague = await deployment.terminal.type(`${command} Web`)
      must(vague.code === 1 && vague.said.includes('Web/Blog or Web/Shop'), `it says:\n${vague.said}`)
      await typed(deployment.terminal, `${command} Web/Shop`)
      must((await askOf('Shop', deployment)).length === 2, 'the import is not in the table of Shop')
      must((await askOf('Blog', deployment)).length === 1, 'the import is in the table of Blog')
    },
  },
]
