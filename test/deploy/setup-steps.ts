import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beacon, type Deployment, must, type Step, site, typed, visitCount } from './steps'

/** Nobody sits at this terminal, so what setup would ask is said. */
const unasked = '--yes'
const answered = `--site ${site} ${unasked}`

/** README's line that begins so. */
function fromReadme({ commands }: Deployment, beginning: string): string {
  const command = commands.find((one) => one.startsWith(beginning))
  if (command === undefined) throw new Error(`README tells no command such as ${beginning}`)
  return command
}

const printed = 'setup.txt'

/** Waits until setup has printed a text. @throws Error when it does not within a minute */
async function untilPrinted({ clone }: Deployment, text: string): Promise<void> {
  const said = () => readFileSync(join(clone.folder, printed), 'utf8')
  for (let tries = 0; tries < 120 && !said().includes(text); tries++) await sleep(500)
  must(said().includes(text), `setup does not say "${text}":\n${said()}`)
}

const group = (text: string, pattern: RegExp): string => {
  const [, found] = pattern.exec(text) ?? []
  if (found === undefined) throw new Error(`${pattern} is not in:\n${text}`)
  return found
}

/** What a stranger copies from what setup has printed. */
const copied = (text: string): Record<string, string> => ({
  token: group(text, /^(vb_\S+)$/m),
  ApiUrl: group(text, /<script[^>]* src="(\S+)\/visitbook\.js"/),
})

async function tablesLeft({ terminal }: Deployment): Promise<string[]> {
  const list = `const { DynamoDB } = require("@aws-sdk/client-dynamodb"); new DynamoDB().listTables({}).then(({ TableNames }) => console.log(JSON.stringify(TableNames)))`
  return JSON.parse(await typed(terminal, `node -e '${list}'`))
}

const waits = 'Waiting for the first visit'

/** Run for the second time, it has nothing to ask but whether to go on. */
const again = `./visitbook setup ${unasked} --no-wait`

const stranger = ({ terminal, said }: Deployment): Promise<string> =>
  typed(terminal, `curl -sS -H 'Origin: https://evil.example' -d '{}' ${said.ApiUrl}/visits`)

/** From a clone to the first visit, the service taken away and brought back, and everything taken out. */
export const setupSteps: readonly Step[] = [
  {
    name: 'visitbook setup leads from a clone to the first visit, in two commands after npm ci',
    differs: 'nobody can be asked here, so the answers are typed as flags',
    async take(deployment) {
      const { terminal, clone } = deployment
      const command = fromReadme(deployment, './visitbook setup')
      const { said } = await terminal.start(`${command} ${answered} 2>&1 | tee ${printed}`, waits)
      deployment.said = copied(said)
      const settings = readFileSync(join(clone.folder, 'visitbook.json'), 'utf8')
      must(!settings.includes('vb_'), 'the token itself is kept')
      await stranger(deployment)
      await untilPrinted(deployment, '"evil.example"')
      must((await beacon(deployment, '/cv.html')) === '204', 'the visit is not answered 204')
      await untilPrinted(deployment, `${site}/cv.html`)
    },
  },
  {
    name: 'visitbook destroy keeps the table and says the way back, and setup takes it back',
    async take(deployment) {
      const { terminal } = deployment
      const said = await typed(terminal, `${fromReadme(deployment, './visitbook destroy')} ${unasked}`)
      const [table = '', ...others] = await tablesLeft(deployment)
      must(others.length === 0, `more than the table of visits is left: ${others}`)
      must(
        said.includes(`{"VisitsA586527A":{"TableName":"${table}"}}`),
        `it does not name ${table}:\n${said}`,
      )
      const back = await typed(terminal, again)
      must(!/^vb_/m.test(back), 'another token is made')
      deployment.said = copied(`${deployment.said.token}\n${back}`)
      must((await tablesLeft(deployment)).includes(table), 'the table is another')
      must((await visitCount(deployment)) === 1, 'the visit is missing')
    },
  },
  {
    name: 'visitbook destroy --with-data takes everything out, once the site is named',
    async take(deployment) {
      const { terminal, clone } = deployment
      const command = `${fromReadme(deployment, './visitbook destroy')} --with-data --confirm`
      must((await terminal.type(`${command} another.github.io`)).code !== 0, 'another site is taken for it')
      must((await visitCount(deployment)) === 1, 'the visit is gone too early')
      await typed(terminal, `${command} ${site}`)
      must((await tablesLeft(deployment)).length === 0, 'a table is left')
      rmSync(join(clone.folder, 'visitbook.json'))
    },
  },
]
