import './text/language-tag'
import { render } from 'preact'
import { watchConnection } from './api/connection'
import { prefetch } from './api/first-requests'
import { resume, session, watchTabs } from './api/session'
import { App } from './app'
import { Guard } from './parts/guard'
import { watchAddress } from './state/navigation'

const kept = resume()
session.set(kept)
if (kept !== null) prefetch(kept.client, kept.grant)

watchAddress()
watchConnection()
watchTabs()
addEventListener('hashchange', () => /^#(share|token)=/.test(location.hash) && location.reload())

document.body.replaceChildren() // of what stands there for a script that does not start, Preact leaves a part
render(
  <Guard>
    <App />
  </Guard>,
  document.body,
)
