import { basename, join } from 'node:path'
import { buildSync } from 'esbuild'

/** Bundles a script as the functions are bundled, see lib/assets/bundle.ts. @param path below `bench`, such as `network/network-child` */
export function bundleChild(path: string, folder: string): string {
  const outfile = join(folder, `${basename(path)}.js`)
  buildSync({
    entryPoints: [join(__dirname, '..', `${path}.ts`)],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
  })
  return outfile
}
