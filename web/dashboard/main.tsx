import './language-tag'
import { render } from 'preact'
import { App } from './app'
import { watchConnection } from './connection'
import { prepare } from './first-requests'
import { watchAddress } from './navigation'
import { resume, session, watchOtherWindows } from './session'

const kept = resume(location.hash)
session.set(kept)
if (kept !== null) prepare(kept.client, kept.scope)

watchAddress()
watchConnection()
watchOtherWindows()
addEventListener('hashchange', () => location.hash.startsWith('#share=') && location.reload())

render(<App />, document.body)
