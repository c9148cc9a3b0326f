import './text/language-tag'
import { render } from 'preact'
import { watchConnection } from './api/connection'
import { prefetch } from './api/first-requests'
import { resume, session, watchOtherWindows } from './api/session'
import { App } from './app'
import { watchAddress } from './state/navigation'

const kept = resume(location.hash)
session.set(kept)
if (kept !== null) prefetch(kept.client, kept.scope)

watchAddress()
watchConnection()
watchOtherWindows()
addEventListener('hashchange', () => location.hash.startsWith('#share=') && location.reload())

render(<App />, document.body)
