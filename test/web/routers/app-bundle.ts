import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { buildSync } from 'esbuild'

/** A script of the static host. */
export interface Script {
  readonly path: string
  readonly code: string
  /** Loaded when its page is first gone to, not with the app. */
  readonly isLazy: boolean
}

const folder = join(__dirname, 'apps')

/** Bundles all apps, as the libraries' own users would for production: `vue.ts` is `/apps/vue.js`. */
export function bundleApps(): readonly Script[] {
  const { outputFiles } = buildSync({
    entryPoints: readdirSync(folder)
      .filter((file) => !file.endsWith('.d.ts'))
      .map((file) => join(folder, file)),
    outdir: '/apps',
    bundle: true,
    splitting: true,
    format: 'esm',
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    write: false,
  })
  return outputFiles.map(({ path, text }) => ({
    path: `/apps/${basename(path)}`,
    code: text,
    isLazy: /late-page/.test(path),
  }))
}
