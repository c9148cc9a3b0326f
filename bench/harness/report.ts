import { cpus } from 'node:os'
import { lambdaNodeVersion } from './lambda-node'
import type { Findings, Scenario, Table } from './scenario'

/** What was found, as Markdown. */
export function report(found: readonly { scenario: Scenario; findings: Findings }[]): string {
  const processors = cpus()
  return [
    '# Benchmarks',
    '',
    `${new Date().toISOString().slice(0, 10)}, Node ${process.version} (children: ${lambdaNodeVersion}), ${processors.length} × ${processors[0]?.model}.`,
    'Made by `npm run bench`. Figures are medians (smallest–largest); smaller is better. They hold for this machine.',
    ...found.flatMap(({ scenario, findings }) => [
      '',
      `## ${scenario.name}`,
      '',
      ...section(scenario, findings),
    ]),
    '',
  ].join('\n')
}

function section({ about }: Scenario, findings: Findings): string[] {
  const title = `${about[0]?.toUpperCase()}${about.slice(1)}.`
  if ('skipped' in findings) return [title, '', `Skipped: ${findings.skipped}.`]
  const { checked, tables, notes } = findings
  return [
    title,
    `Checked first: ${checked}.`,
    ...tables.flatMap((table) => ['', ...lines(table)]),
    '',
    ...notes.map((note) => `- ${note}`),
  ]
}

/** A table as Markdown. */
export function lines({ head, rows }: Table): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)]
}
