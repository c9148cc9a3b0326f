import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import * as words from '#words'
import { visitsPath } from '../api/request-list'
import { useAppContext } from '../state/app-context'
import { countText } from '../text/format'
import { errorText } from './error-text'
import { download, type ExportFormat, exportVisits } from './export'

const pageSize = 500

/** Saves every visit in view as a file. */
export function ExportButton(): JSX.Element {
  const { progress, message, save, cancel } = useExport()
  return (
    <div class="export">
      {progress === null ? <Formats save={save} /> : <Progress visits={progress} cancel={cancel} />}
      <span role="status" class="quiet said">
        {message}
      </span>
    </div>
  )
}

interface RunningExport {
  /** The number of visits so far; null while no export is running. */
  readonly progress: number | null
  readonly message: ComponentChildren
  save(format: ExportFormat): void
  cancel(): void
}

function useExport(): RunningExport {
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
        path: visitsPath(view, moment, {
          limit: pageSize,
          format,
          ...(format === 'excel' && { separator: separatorHere(), tz: moment.zone }),
        }),
        format,
        signal: stop.signal,
        onProgress(visits) {
          count = visits
          setProgress(visits)
        },
      })
      download(
        blob,
        `visitbook-${fileName(view.site ?? 'all-sites')}-${range.from}-${range.to}.${format === 'ndjson' ? format : 'csv'}`,
      )
      setMessage(words.saved(countText(count, words.ofVisits)))
    } catch (error) {
      setMessage(stop.signal.aborted ? words.cancelled : errorText(error))
    }
    setProgress(null)
  }
  return { progress, message, save, cancel: () => running.current?.abort() }
}

const Formats = ({ save }: Pick<RunningExport, 'save'>): JSX.Element => (
  <>
    <span class="quiet">{words.exportOf}</span>
    <button type="button" class="plain" onClick={() => save('csv')} aria-label={words.exportCsv}>
      CSV
    </button>
    <button type="button" class="plain" onClick={() => save('excel')} aria-label={words.exportExcel}>
      {words.forExcel}
    </button>
    <button type="button" class="plain" onClick={() => save('ndjson')} aria-label={words.exportNdjson}>
      NDJSON
    </button>
  </>
)

const Progress = ({ visits, cancel }: { visits: number; cancel: () => void }): JSX.Element => (
  <>
    <progress aria-label={words.exportOf} />
    <span class="quiet">{countText(visits, words.ofVisits)}</span>
    <button type="button" class="plain" onClick={cancel}>
      {words.cancel}
    </button>
  </>
)

/** A spreadsheet splits at commas where they are not needed for decimals, and at semicolons elsewhere. */
const separatorHere = (): string =>
  new Intl.NumberFormat().format(1.5).includes('.') ? 'comma' : 'semicolon'

const fileName = (site: string): string => site.replace(/[^\w.-]+/g, '-')
