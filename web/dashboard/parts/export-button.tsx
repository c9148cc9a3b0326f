import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import * as words from '#words'
import { type Path, type TableForm, visitsPath } from '../api/request-list'
import { useAppContext } from '../state/app-context'
import type { DayRange } from '../state/period'
import { countText } from '../text/format'
import { errorText } from './error-text'
import { download, type ExportFormat, exportVisits } from './export'

const pageSize = 500

/** What is saved as a file. */
interface Exported {
  /** Its name, for screen readers and in the name of the file; every visit in view where nothing is said. */
  readonly of?: string | undefined
  readonly path: (form: TableForm) => Path
}

/** Saves every visit in view as a file. */
export function ExportButton(): JSX.Element {
  const { view, moment } = useAppContext()
  return <TableExport path={(form) => visitsPath(view, moment, { limit: pageSize, ...form })} />
}

/** Saves a list as a file. */
export function TableExport(exported: Exported): JSX.Element {
  const { progress, message, save, cancel } = useExport(exported)
  const { of } = exported
  const unit = exported.of === undefined ? words.ofVisits : words.ofRows
  return (
    <div class="export">
      {progress === null ? (
        <Formats of={of} save={save} />
      ) : (
        <Progress count={countText(progress, unit)} cancel={cancel} />
      )}
      <span role="status" class="quiet said">
        {message}
      </span>
    </div>
  )
}

interface RunningExport {
  /** The number of rows so far; null while no export is running. */
  readonly progress: number | null
  readonly message: ComponentChildren
  save(format: ExportFormat): void
  cancel(): void
}

function useExport({ of, path }: Exported): RunningExport {
  const { client, view, moment, range } = useAppContext()
  const [progress, setProgress] = useState<number | null>(null)
  const [message, setMessage] = useState<ComponentChildren>('')
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const save = async (format: ExportFormat) => {
    const stop = new AbortController()
    running.current = stop
    setProgress(0)
    setMessage('')
    let count = 0
    try {
      const blob = await exportVisits({
        client,
        path: path({ format, ...(format === 'excel' && { separator: separatorHere(), tz: moment.zone }) }),
        format,
        signal: stop.signal,
        onProgress(visits) {
          count = visits
          setProgress(visits)
        },
      })
      download(blob, `${fileName({ of, site: view.site }, range)}.${format === 'ndjson' ? format : 'csv'}`)
      setMessage(words.saved(countText(count, of === undefined ? words.ofVisits : words.ofRows)))
    } catch (error) {
      setMessage(stop.signal.aborted ? words.cancelled : errorText(error))
    }
    setProgress(null)
  }
  return { progress, message, save, cancel: () => running.current?.abort() }
}

const formats = {
  csv: { name: 'CSV', label: words.exportCsv },
  excel: { name: words.forExcel, label: words.exportExcel },
  ndjson: { name: 'NDJSON', label: words.exportNdjson },
} as const

const Formats = ({ of, save }: Pick<Exported, 'of'> & Pick<RunningExport, 'save'>): JSX.Element => (
  <>
    <span class="quiet">{words.exportOf}</span>
    {(['csv', 'excel', ...(of === undefined ? (['ndjson'] as const) : [])] as const).map((format) => (
      <button
        key={format}
        type="button"
        class="plain"
        onClick={() => save(format)}
        aria-label={formats[format].label + (of === undefined ? '' : `: ${of}`)}
      >
        {formats[format].name}
      </button>
    ))}
  </>
)

const Progress = ({ count, cancel }: { count: string; cancel: () => void }): JSX.Element => (
  <>
    <progress aria-label={words.exportOf} />
    <span class="quiet">{count}</span>
    <button type="button" class="plain" onClick={cancel}>
      {words.cancel}
    </button>
  </>
)

/** A spreadsheet splits at commas where they are not needed for decimals, and at semicolons elsewhere. */
const separatorHere = (): string =>
  new Intl.NumberFormat().format(1.5).includes('.') ? 'comma' : 'semicolon'

interface Named {
  readonly of?: string | undefined
  readonly site: string | null
}

/** `visitbook-you.github.io-pages-2026-11-01-2026-11-30`, for a file of what is on the screen. */
export const fileName = ({ of, site }: Named, { from, to }: DayRange): string =>
  ['visitbook', site ?? 'all-sites', ...(of === undefined ? [] : [of.toLowerCase()]), from, to]
    .join('-')
    .replace(/[^\w.-]+/g, '-')
