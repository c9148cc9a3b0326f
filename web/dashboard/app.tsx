import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { useAnswer } from './api/answer'
import { lostAt } from './api/connection'
import { prefetch } from './api/first-requests'
import { useOwnBrowser } from './api/own-browser'
import { Problem } from './api/problem'
import { sitesPath } from './api/request-list'
import { noteGrant, type Session, session as sessionStore } from './api/session'
import { ExampleNote } from './example/example-note'
import { LeftOutLine } from './frame/left-out-line'
import { Shell } from './frame/shell'
import { TotalsPage } from './overview/totals-page'
import { Router } from './router'
import { SignIn } from './sign-in/sign-in'
import { useLook } from './since/use-look'
import { AppContextProvider } from './state/app-context'
import { useNow } from './state/clock'
import { dayOf } from './state/day'
import { view as viewStore } from './state/navigation'
import { rangeOf } from './state/period'
import { totalsZone } from './state/totals-zone'
import { useStore } from './state/use-store'
import { pageZone } from './state/zone'

export function App(): JSX.Element {
  const session = useStore(sessionStore)
  return session === null ? <SignIn prefetch={prefetch} /> : <SignedIn session={session} />
}

function SignedIn({ session: { client, grant, isShared } }: { session: Session }): JSX.Element {
  const { scope } = grant
  const view = useStore(viewStore)
  const now = useNow(client)
  useEffect(() => lostAt.subscribe(() => lostAt.get() === null && client.refresh()), [client])
  const sites = useAnswer<'GET /sites'>(client, scope === 'all' ? sitesPath : null)
  useEffect(() => {
    if (sites.error instanceof Problem && sites.error.token) noteGrant(sites.error.token)
  }, [sites.error])
  const ofTotals = useStore(totalsZone)
  const zone = scope === 'all' || ofTotals === null ? pageZone.zone : ofTotals
  const today = dayOf(now, zone)
  const context = {
    client,
    view,
    moment: { now, zone: zone.name },
    today,
    range: rangeOf(view.period, today),
  }
  const known = sites.data?.sites ?? null
  const isOwner = scope === 'all' && !isShared
  useOwnBrowser({ client, now, isOwner, sites: known })
  useLook(isOwner)
  return (
    <AppContextProvider value={context}>
      <Shell sites={known} refused={sites.data?.refusedToday ?? null} scope={scope} isShared={isShared}>
        <ExampleNote sites={known} />
        <LeftOutLine sites={known} canFilter={scope === 'all'} />
        {scope === 'stats' ? <TotalsPage grant={grant} /> : <Router sites={known} />}
      </Shell>
    </AppContextProvider>
  )
}
