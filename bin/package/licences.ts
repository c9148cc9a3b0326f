import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const modules = join(__dirname, '../../node_modules')

/** What no source map tells of: the libraries of the dashboard's page, which is one file. */
const ofDashboard = ['preact', 'uplot'].map((name) => join(modules, name))

/** The folders of the packages that files belong to. */
export function packagesOf(paths: readonly string[]): string[] {
  const folders = paths.flatMap((path) => /.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? [])
  return [...new Set([...folders, ...ofDashboard])].toSorted()
}

/** The licences of packages, which go with every copy; those of one text share it. */
export function licencesOf(folders: readonly string[]): string {
  const holders = new Map<string, string[]>()
  for (const folder of folders) {
    const text = licenceOf(folder)
    holders.set(text, [...(holders.get(text) ?? []), nameOf(folder)])
  }
  return [...holders].map(([text, names]) => `${names.join(', ')}\n\n${text}\n`).join('\n---\n\n')
}

const nameOf = (folder: string): string =>
  basename(dirname(folder)).startsWith('@')
    ? `${basename(dirname(folder))}/${basename(folder)}`
    : basename(folder)

/** Some packages of the AWS SDK declare a licence and have no text of it; that of the others is the same. */
function licenceOf(folder: string): string {
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim()
  const { license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (typeof license !== 'string')
    throw new Error(`${folder} declares no licence, and its code is to be packed`)
  return `Licence: ${license}`
}
