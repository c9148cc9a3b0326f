import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { withPackages } from '../../../lib/assets/fetched-packages'
import {
  currentSources,
  keptModules,
  packagesFolder,
  type SourceSet,
} from '../../../lib/assets/network-table/sources/source-set'

/** The sources of the table that is tested, which stay, since many suites read them. */
export function keptSources(): SourceSet {
  const sources = currentSources()
  if (!existsSync(sources.files['asn-ipv4'])) keep(keptModules())
  return sources
}

/** Whoever is first gives the folder its name; the others drop theirs. */
function keep(place: string): void {
  mkdirSync(dirname(place), { recursive: true })
  withPackages(packagesFolder, place, (modules) => {
    try {
      renameSync(modules, place)
    } catch (error) {
      if (!existsSync(place)) throw error
    }
  })
}
