import type { ComponentChildren, JSX } from 'preact'
import type { AnswerOf } from '../../../lambda/api/routes'
import { useAnswer } from '../api/answer'
import { healthPath, statusPath } from '../api/request-list'
import type { Sites } from '../frame/site-switcher'
import { Headline } from '../parts/headline'
import { Answer } from '../parts/placeholders'
import { useAppContext } from '../state/app-context'
import { ago, countText, dollars, fullDay, fullMoment, monthName } from '../text/format'

type HealthAnswer = AnswerOf<'GET /health'>
type StatusAnswer = AnswerOf<'GET /status'>
type FailingDay = StatusAnswer['uncounted']['failing'][number]

/** The state of the service: how fresh its data are, and what it costs. */
export function Health({ sites }: { sites: Sites | null }): JSX.Element {
  const { client, moment } = useAppContext()
  const health = useAnswer<'GET /health'>(client, healthPath)
  const status = useAnswer<'GET /status'>(client, statusPath)
  const both = health.data && status.data && { health: health.data, status: status.data }
  const retry = () => {
    health.retry()
    status.retry()
  }
  return (
    <>
      <Headline>{headlineOf(health.data, status.data)}</Headline>
      <Answer
        of={{ data: both, error: health.error || status.error, retry }}
        loading="Loading health"
        rows={5}
      >
        {({ health, status }) => (
          <dl class="facts">
            <StatusFacts status={status} now={moment.now} />
            <Fact name="Networks">
              <span class="line">{tableText(health.networkTable, moment.now)}</span>
              {health.notice !== null && <span class="line">{health.notice}</span>}
            </Fact>
            <Fact name="Sites">
              {sites?.map((one) => (
                <SiteLine key={one.site} site={one} />
              ))}
            </Fact>
          </dl>
        )}
      </Answer>
    </>
  )
}

function headlineOf(health: HealthAnswer | null, status: StatusAnswer | null): string {
  if (health === null) return 'Health'
  const failing = status?.uncounted.failing.length ?? 0
  if (failing > 0) return `${countText(failing, 'day')} cannot be counted`
  return health.status === 'ok' ? 'All is well' : `It works ${health.status}`
}

const Fact = ({ name, children }: { name: string; children: ComponentChildren }): JSX.Element => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

function StatusFacts({ status, now }: { status: StatusAnswer; now: Date }): JSX.Element {
  const { version, lastVisit, uncounted, month } = status
  return (
    <>
      <Fact name="Last visit">
        {lastVisit === null ? 'None yet' : `${ago(lastVisit, now)}, ${fullMoment(lastVisit)}`}
      </Fact>
      <Fact name="Reports">
        {uncounted.days === 0 || uncounted.oldest === null
          ? 'All past days are counted'
          : `${countText(uncounted.days, 'day')} still to be counted, the oldest being ${fullDay(uncounted.oldest)}`}
      </Fact>
      {uncounted.failing.length > 0 && (
        <Fact name="Cannot be counted">
          {uncounted.failing.map((one) => (
            <FailingLine key={`${one.site} ${one.day}`} failing={one} now={now} />
          ))}
        </Fact>
      )}
      <Fact name="Cost so far">
        {dollars(month.dollars)} in {monthName(month.month)}, estimated from{' '}
        {countText(month.visits, 'visit')}
      </Fact>
      <Fact name="Version">{version}</Fact>
    </>
  )
}

const FailingLine = ({ failing, now }: { failing: FailingDay; now: Date }): JSX.Element => (
  <span class="line">
    {fullDay(failing.day)} of <bdi>{failing.site}</bdi>: {failing.reason}{' '}
    <span class="quiet">
      first {ago(failing.since, now)}, next try after {fullMoment(failing.next)}
    </span>
  </span>
)

const SiteLine = ({ site: { site, listed, lastDay } }: { site: Sites[number] }): JSX.Element => (
  <span class="line">
    <bdi>{site}</bdi>{' '}
    <span class="quiet">
      {lastDay === null ? 'no visits yet' : `last visit on ${fullDay(lastDay)}`}
      {!listed && ', no longer listed'}
    </span>
  </span>
)

function tableText(day: string | null, now: Date): string {
  if (day === null) return 'There is no network table, so organisations are not named'
  return `As of ${fullDay(day)}, ${ago(day, now)}`
}
