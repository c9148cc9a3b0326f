import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/clone'
import { inFull } from '../support/size'
import { type Deployment, must, Skipped, type Step, typed, visitCount } from './steps'

/** The commands of a section of docs/operations.md, in their order. */
function commandsOf(section: string): string {
  const page = readFileSync(join(root, 'docs/operations.md'), 'utf8')
  const [helper = ''] = blocksIn(page)
  const text = page.split(/^## /m).find((one) => one.startsWith(`${section}\n`)) ?? ''
  return [helper, ...blocksIn(text)].join('')
}

const blocksIn = (text: string): string[] =>
  [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block ?? '')

async function restore(deployment: Deployment): Promise<void> {
  if (!inFull(true, false)) throw new Skipped('it takes a minute, with VISITBOOK_TESTS=all')
  const { terminal } = deployment
  const { code } = await terminal.type('aws --version')
  if (code !== 0) throw new Skipped('the AWS CLI is not installed')
  const before = await visitCount(deployment)
  const script = commandsOf('Restore the table').replace('sleep 60', 'sleep 1')
  await typed(terminal, `(set -eu; export AWS_PAGER=\n${script})`)
  must((await visitCount(deployment)) === before, 'visits are missing')
  const described = await typed(
    terminal,
    `aws dynamodb describe-time-to-live --table-name "${deployment.said.TableName}"`,
  )
  must(described.includes('"ENABLED"'), 'visits no longer expire')
}

/** What docs/operations.md says of a damaged table. */
export const restoreStep: Step = {
  name: 'the table is restored under its own name, as docs/operations.md says',
  differs: 'it is restored at once, to its newest state whatever moment is asked for',
  take: restore,
}
