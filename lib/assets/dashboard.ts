import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { minifySync } from '@swc/core'
import { buildSync } from 'esbuild'
import type { DashboardLanguage } from '../../lambda/contract'
import * as de from '../../web/dashboard/words/de'
import * as en from '../../web/dashboard/words/en'
import * as fr from '../../web/dashboard/words/fr'
import type { languages } from '../../web/dashboard/words/languages'
import type { Words } from '../../web/dashboard/words/words'
import { writeChartLibrary } from './chart-library'

const folder = join(__dirname, '../../web/dashboard')

/** What a language lacks does not compile. */
const wordsOf = { en, de, fr } satisfies Record<DashboardLanguage & keyof typeof languages, Words>

/** The oldest browsers that the dashboard is built for: of late 2024. docs/dashboard.md names them too. */
export const browserFloor = ['chrome131', 'edge131', 'firefox133', 'safari18.1']

/** The dashboard in one language as browsers get it: one page with script and style inline, which its policy allows by their hashes. */
export function dashboardPage(language: DashboardLanguage): string {
  const made = mkdtempSync(join(tmpdir(), 'visitbook-dashboard-'))
  try {
    writeChartLibrary(made)
    return pageWith(made, language)
  } finally {
    rmSync(made, { recursive: true })
  }
}

/** @param uplot folder of the chart library */
function pageWith(uplot: string, language: DashboardLanguage): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(folder, 'main.tsx'), join(folder, 'style.css')],
    outdir: folder, // nothing is written
    bundle: true,
    alias: { uplot },
    conditions: [language], // of `#words` in package.json
    minify: true,
    format: 'iife',
    target: browserFloor,
    legalComments: 'none', // the page lists its licences at the top
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
  })
  const [script = '', style = ''] = ['.js', '.css'].map(
    (suffix) => outputFiles.find(({ path }) => path.endsWith(suffix))?.text.trim() ?? '',
  )
  return page({
    words: wordsOf[language],
    script: smaller(script).replace(/<(?=\/script|!--)/g, '\\x3c'),
    style,
  })
}

/** A text that is used once is put where it is used, and more of the like: a twentieth of the page gzipped, over esbuild. */
const smaller = (script: string): string =>
  minifySync(script, {
    ecma: 2022,
    module: false,
    compress: { ecma: 2022, passes: 3 },
    mangle: true,
    format: { comments: false },
  }).code

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%231f4e9c' d='M2 2h12v12H2z'/%3E%3Cpath stroke='%23fff' stroke-width='1.3' d='M5 6h6M5 8.5h6M5 11h3'/%3E%3C/svg%3E"

interface PageParts {
  readonly words: Words
  readonly script: string
  readonly style: string
}

const page = ({ words, script, style }: PageParts) => `<!doctype html>
<!-- With Preact, (c) 2015-present Jason Miller, and uPlot, (c) Leon Sorokin; both under the MIT licence, see NOTICE. -->
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Visitbook</title>
<link rel="icon" href="${icon}">
<style>${style}</style>
</head>
<body>
<noscript>${words.needsScript}</noscript>
<p class="late">${words.didNotStart}</p>
<script>${script}</script>
</body>
</html>
`
