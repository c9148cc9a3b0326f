import type { JSX, TargetedEvent } from 'preact'
import * as words from '#words'
import type { StatsAnswer } from '../../../lambda/api/stats'
import type { Answered } from '../api/answer'
import { GrainSelect } from '../chart/grain-select'
import { pictureOf } from '../chart/picture'
import { TimeLine } from '../chart/time-line'
import { ViewSwitch } from '../frame/view-switch'
import { download } from '../parts/export'
import { fileName } from '../parts/export-button'
import { Answer } from '../parts/placeholders'
import { useAppContext } from '../state/app-context'
import { filtersText } from '../text/chip-text'
import { rangeText } from '../text/format'
import { RefusalNote } from './refusal-note'

interface Props {
  readonly of: Answered<StatsAnswer>
  /** Whether another section already shows the failure. */
  readonly isFailureShown: boolean
}

/** Visits over time, with switches for what else to draw. */
export function ChartSection({ of, isFailureShown }: Props): JSX.Element {
  const { view } = useAppContext()
  return (
    <section>
      <header class="section">
        <h2>{words.when}</h2>
        <GrainSelect />
        <ViewSwitch isOn={view.bots} to={{ ...view, bots: !view.bots }}>
          {words.bots}
        </ViewSwitch>
        <ViewSwitch isOn={view.refusals} to={{ ...view, refusals: !view.refusals }}>
          {words.refusals}
        </ViewSwitch>
        <PictureButton />
      </header>
      {!(of.data === null && of.error && isFailureShown) && (
        <Answer of={of} loading={words.loadingChart} rows={5}>
          {(stats) => <ChartWithNotes stats={stats} />}
        </Answer>
      )}
    </section>
  )
}

/** Saves the chart as a picture. */
function PictureButton(): JSX.Element {
  const { view, range } = useAppContext()
  const save = ({ currentTarget }: TargetedEvent<HTMLElement>) => {
    const chart = currentTarget.closest('section')?.querySelector('canvas')
    const filters = filtersText(view.filters)
    const site = view.site ?? words.allSites
    const said = `${words.visits}, ${words.visitors}: ${site}, ${rangeText(range)}${filters && `, ${filters}`}`
    if (chart)
      pictureOf(chart, said).toBlob(
        (blob) => blob && download(blob, `${fileName({ of: 'chart', site: view.site }, range)}.png`),
      )
  }
  return (
    <div class="export">
      <button type="button" class="plain" onClick={save}>
        {words.saveAsPicture}
      </button>
    </div>
  )
}

function ChartWithNotes({ stats }: { stats: StatsAnswer }): JSX.Element {
  const { view, moment } = useAppContext()
  return (
    <>
      <TimeLine stats={stats} bots={view.bots} refusals={view.refusals} />
      {stats.tz !== moment.zone && <p class="quiet note">{words.utcDays}</p>}
      {view.refusals && <RefusalNote {...stats.refusals} />}
    </>
  )
}
