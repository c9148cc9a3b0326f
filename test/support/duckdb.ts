import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { duckdbPackage, installDuckdb, isDuckdbIn } from '../../bin/cli/query/duckdb-package'
import { root } from './clone'

const cache = join(root, 'node_modules/.cache/visitbook')

/** Installs DuckDB, once for all tests, and gives it to a data folder. @throws Failure where the npm registry is out of reach */
export async function giveDuckdb(data: string): Promise<void> {
  if (!isDuckdbIn(cache)) await installDuckdb(cache)
  mkdirSync(data, { recursive: true })
  const name = `duckdb-${duckdbPackage.version}`
  if (!isDuckdbIn(data)) symlinkSync(join(cache, name), join(data, name))
}
