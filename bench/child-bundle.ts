import { join } from 'node:path'
import { buildSync } from 'esbuild'

/** Bundles a script of this folder as the functions are bundled, see lib/assets/bundle.ts. */
export function bundleChild(name: string, folder: string): string {
  const outfile = join(folder, `${name}.js`)
  buildSync({
    entryPoints: [join(__dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
  })
  return outfile
}
