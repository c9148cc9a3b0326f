import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Stage } from '../stage'
import { bundleApps } from './app-bundle'
import { type App, pageNames, titleOf } from './router-table'

/** Milliseconds that the host takes for code and data of one page, and for the page named `late`. */
const slow = 150
const slower = 300

/** Puts the code of all apps on the static host, and the data that some ask for. */
export function publishApps({ publish }: Stage): void {
  for (const { path, code, isLazy } of bundleApps()) {
    publish(path, answerAfter(isLazy ? slow : 0, 'text/javascript', code))
  }
  for (const name of pageNames) publish(`/data/${name}`, answerAfter(slow, 'text/plain', titleOf[name]))
}

/** Puts the pages of an app on the static host. @returns the address of its first page */
export function publishPages({ publish, beacon }: Stage, app: App, firstTitle?: string): string {
  const addresses = pageNames.map((name) => {
    const title = firstTitle ?? titleOf[name]
    const wait = app.documents === 'whole' && name === 'late' ? slower : 0
    return publish(`/${app.name}/${name}`, answerAfter(wait, 'text/html', documentOf(app, title, beacon())))
  })
  return addresses[0] as string
}

const answerAfter =
  (milliseconds: number, type: string, body: string) => async (response: ServerResponse) => {
    await sleep(milliseconds)
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body)
  }

function documentOf({ name, documents, tag = 'first' }: App, title: string, beacon: string): string {
  const app = `<script type="module" src="/apps/${name}.js"></script>`
  const scripts = { first: beacon + app, last: app + beacon, 'in body': app }[tag]
  return `<!doctype html><html lang="en"><head><link rel="icon" href="data:,"><title>${title}</title>${scripts}
    <style>
      .transition-fade { transition: opacity 0.1s }
      html.is-animating .transition-fade { opacity: 0 }
    </style></head>
    <body data-barba="wrapper">${documents === 'whole' ? wholeBody(name, title) : '<main></main>'}
    ${tag === 'in body' ? beacon : ''}</body></html>`
}

/** With the attributes by which swup and Barba find what to replace. */
const wholeBody = (app: string, title: string) => `
  <nav>${pageNames.map((page) => `<a id="${page}" href="/${app}/${page}">${page}</a>`).join(' ')}</nav>
  <main class="transition-fade" data-barba="container"><h1>${title}</h1></main>`
