import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { useAnswer } from './answer'
import { BookProvider } from './book'
import { useNow, zoneName } from './clock'
import { lostAt } from './connection'
import { Counter } from './counter'
import { dayIn, dayOf } from './day'
import { prepare } from './first-requests'
import { view as viewStore } from './navigation'
import { rangeOf } from './period'
import { Problem } from './problem'
import { sitesPath } from './request-list'
import { narrow, type Session, session as sessionStore } from './session'
import { Shell } from './shell'
import { SignIn } from './sign-in'
import type { SiteAnswer } from './site-switcher'
import { totalsZone } from './totals-zone'
import { useStore } from './use-store'
import { ViewOf } from './view-of'

export function App(): JSX.Element {
  const session = useStore(sessionStore)
  return session === null ? <SignIn prepare={prepare} /> : <SignedIn session={session} />
}

function SignedIn({ session: { client, scope, isShared } }: { session: Session }): JSX.Element {
  const view = useStore(viewStore)
  const now = useNow(client)
  useEffect(() => lostAt.subscribe(() => lostAt.get() === null && client.refresh()), [client])
  const sites = useAnswer<{ sites: readonly SiteAnswer[] }>(client, scope === 'all' ? sitesPath : null)
  useEffect(() => {
    if (sites.error instanceof Problem && sites.error.status === 403) narrow()
  }, [sites.error])
  const zone = useStore(totalsZone)
  const today = scope === 'all' || zone === null ? dayOf(now) : dayIn(zone, now)
  const book = { client, view, moment: { now, zone: zoneName() }, today, range: rangeOf(view.period, today) }
  const known = sites.data?.sites ?? null
  return (
    <BookProvider value={book}>
      <Shell sites={known} scope={scope} isShared={isShared}>
        {scope === 'stats' ? <Counter /> : <ViewOf sites={known} />}
      </Shell>
    </BookProvider>
  )
}
