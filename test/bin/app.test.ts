import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../store/fixtures'

const root = join(__dirname, '../..')
const command = join(root, 'node_modules/aws-cdk/bin/cdk')
const { folder, remove } = temporaryFolder()
afterAll(remove)

/** Runs CDK's command line as someone without an AWS account does. Its check of the template is left out: 7 s of CPU. */
function cdk(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CDK_VALIDATION: 'false',
    },
  })
  return { status, stdout, said: stdout + stderr }
}

describe('without a site', () => {
  const out = join(folder, 'out')
  const refused =
    /setting sites: is empty\..+visitbook setup.+visitbook\.json.+{ "sites": \[.+-c sites=you\.github\.io/s
  let synth: ReturnType<typeof cdk>
  beforeAll(() => {
    synth = cdk('synth', '--quiet', '-c', 'sites=', '--output', out)
  }, 120_000)

  test('the template is made, and what it lacks is told', () => {
    const { Resources } = JSON.parse(readFileSync(join(out, 'Visitbook.template.json'), 'utf8'))
    const types = Object.values<{ Type: string }>(Resources).map(({ Type }) => Type)
    expect(types.filter((type) => type === 'AWS::Lambda::Function')).toHaveLength(3)
    expect(synth).toMatchObject({ status: 1, said: expect.stringMatching(refused) })
  })

  // Bootstrap and destroy, which need no site either, are in test/readme.test.ts.
  test.each<[command: string, status: number, said: string | RegExp]>([
    ['ls', 0, 'Visitbook'],
    ['diff', 1, refused],
    ['deploy', 1, refused],
  ])('cdk %s ends with %i and says %s', (command, status, said) => {
    const ran = cdk('--app', out, ...command.split(' '))
    expect(ran).toMatchObject({ status, said: expect.stringMatching(said) })
    if (said !== refused) expect(ran.said).not.toContain('setting sites')
  })
})

test('a setting that is wrong is told in the message alone', () => {
  const { status, said } = cdk('ls', '-c', 'ip=hash')
  expect(said).toMatch(/^setting ip: "hash" is not one of full, truncated, none\n/)
  expect(said).not.toContain('    at ')
  expect(status).toBe(1)
}, 60_000)
