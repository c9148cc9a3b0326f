import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GivenNotify } from '../../lib/settings/notify'
import { VisitbookApp } from '../../lib/visitbook-app'
import { installPythonTool } from '../support/python-tool'
import { type AddressSettings, type ArchiveSettings, settingChoices } from './choices'
import { type Combination, pairwise } from './pairwise'

/** A region of each partition: aws, aws-cn and aws-us-gov. */
const regions = ['eu-west-1', 'cn-north-1', 'us-gov-west-1']

/** CloudFront is not in aws-us-gov, and in aws-cn it is a service apart, which needs a licence. */
const edgeRegions = ['eu-west-1']

/** SES is not in aws-cn. */
const mailRegions = ['eu-west-1', 'us-gov-west-1']

/** Rules that are not held. */
const ignored = {
  W3005: 'the CDK writes DependsOn also where a reference says so already',
}

interface SynthesisedTemplate {
  readonly file: string
  /** Where everything in it is to be had. */
  readonly regions: readonly string[]
}

/**
 * `npm run test:templates`: cfn-lint finds nothing in the templates that the settings make, in any partition. Any two
 * values of two settings are together in one of the templates.
 */
function main(): void {
  process.env.CDK_VALIDATION = 'false' // the CDK's own check, 7 s for each
  const program = installed()
  if (program === null) return
  const folder = mkdtempSync(join(tmpdir(), 'visitbook-templates-'))
  try {
    const templates = pairwise(settingChoices).map((settings, at) => synthesised(settings, folder, at))
    const found = [regions, mailRegions, edgeRegions].map((within) =>
      lint(
        program,
        templates.filter((one) => one.regions === within),
        within,
      ),
    )
    process.exitCode = Math.max(...found)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function installed(): string | null {
  try {
    return installPythonTool({ name: 'cfn-lint', version: '1.58.0' })
  } catch (error) {
    const [reason] = String((error as Error).message).split('\n', 1)
    console.log(`Template test skipped, cfn-lint needs Python 3.10 and PyPI: ${reason}`)
    return null
  }
}

function synthesised(chosen: Combination, folder: string, at: number): SynthesisedTemplate {
  const { address, kept, ...settings } = chosen
  const { edge = false, ...domain } = address as AddressSettings
  const secretFile = join(folder, 'edge-secret.json')
  writeFileSync(secretFile, JSON.stringify({ current: 'x'.repeat(43), previous: null }))
  const outdir = join(folder, String(at))
  const app = new VisitbookApp({
    context: { visitbook: { ...settings, ...(kept as ArchiveSettings), ...domain, edge } },
    ...{ buildFolder: join(folder, 'build'), secretFile, outdir },
  })
  app.synth()
  const hasSender = Boolean((settings.notify as GivenNotify | null)?.from)
  return {
    file: join(outdir, app.stack.templateFile),
    regions: edge !== false ? edgeRegions : hasSender ? mailRegions : regions,
  }
}

/** Prints what cfn-lint finds. @returns the exit code */
function lint(program: string, templates: readonly SynthesisedTemplate[], within: readonly string[]): number {
  const files = templates.map(({ file }) => file)
  const options = ['--regions', ...within, '--ignore-checks', ...Object.keys(ignored)]
  const { status } = spawnSync(program, [...options, '--template', ...files], { stdio: 'inherit' })
  const found = status === 0 ? 'nothing' : 'the above'
  console.log(`cfn-lint finds ${found} in ${files.length} templates for ${within.join(', ')}`)
  return status ?? 1
}

main()
