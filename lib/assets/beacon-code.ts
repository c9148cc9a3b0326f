import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { hashOfBeacon } from './released-beacons'

const folder = join(__dirname, '../../web')
const file = 'beacon.ts'

/** The beacon as browsers get it: one classic script, minified. */
export const beaconCode = (): string => built(source())

/**
 * The beacon to paste into a page. It has its service in an attribute, not in its code, so that one hash allows it
 * everywhere, and it tells the hash of the served beacon of the same source, since nobody asks for it by name.
 *
 * It is made by replacing text: any other word in the source, even one that is left out of the served beacon, has esbuild
 * choose other short names, and pages pin the served beacon's bytes.
 */
export function inlineBeaconCode(served = beaconCode()): string {
  const version = JSON.stringify(hashOfBeacon(served))
  return built(
    replaced(source(), [
      ["new page.URL('visits', script.src)", "new page.URL('visits', script.dataset.service)"],
      ['webdriver: navigator.webdriver,', `$& beacon: ${version},`],
    ]),
  )
}

/** @throws Error where a text is not there exactly once */
function replaced(text: string, replacements: readonly (readonly [string, string])[]): string {
  return replacements.reduce((before, [from, to]) => {
    if (before.split(from).length !== 2) throw new Error(`web/${file} must have exactly one ${from}`)
    return before.replace(from, to)
  }, text)
}

const source = (): string => readFileSync(join(folder, file), 'utf8')

function built(contents: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: folder, sourcefile: file, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    tsconfigRaw: {}, // the strict mode of tsconfig.json would cost bytes and change nothing
    write: false,
  })
  return (outputFiles[0] as { text: string }).text.trim()
}
