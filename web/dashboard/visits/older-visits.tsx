import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import * as words from '#words'
import type { LiveVisits } from '../api/live-visits'
import { countText, number } from '../text/format'

/** How many visits there are in the period, as far as reports know. */
export interface VisitCounts {
  /** Those that the filters ask for. */
  readonly matching: number
  /** Whether `matching` may be more. */
  readonly isAtLeast: boolean
  readonly all: number
}

interface Props {
  readonly of: LiveVisits
  /** Null where there is no filter, and until they are known. */
  readonly counts?: VisitCounts | null
}

/** Visits to look for before the reader asks for more. */
const enough = 50

/** Answers to look for them in, each of which has looked at up to 20,000 visits. */
const mostLooks = 5
const visitsOfLook = 20_000

/** Loads older visits: by itself while few were found, otherwise on request. Says how far it is. */
export function OlderVisits({ of: list, counts = null }: Props): JSX.Element | null {
  const [wanted, setWanted] = useState(enough)
  const [looks, setLooks] = useState(0)
  const found = list.visits?.length ?? 0
  const isAll = counts !== null && !counts.isAtLeast && found >= counts.matching
  const isShort = list.more !== null && found < wanted && !isAll && !list.error
  const looksOn = isShort && looks < mostLooks
  useEffect(() => {
    if (!looksOn || list.isLoading) return
    setLooks(looks + 1)
    list.more?.()
  }, [looksOn, list.isLoading, looks])
  const goOn = () => {
    setWanted(found + enough)
    setLooks(0)
    list.more?.()
  }
  return (
    <>
      <p role="status" class="quiet note">
        {looksOn && `${words.lookingOn}… `}
        {isShort && !looksOn && words.stoppedAfter(number(mostLooks * visitsOfLook))}
        {counts !== null && countsText(counts, found)}
      </p>
      {looksOn && <progress aria-label={words.lookingOn} />}
      {list.more !== null && !isAll && !looksOn && (
        <button type="button" class="more" onClick={goOn} disabled={list.isLoading}>
          {olderText(list.isLoading, isShort)}
        </button>
      )}
    </>
  )
}

function olderText(isLoading: boolean, isShort: boolean): string {
  if (isLoading) return words.loadingMore
  return isShort ? words.goOnLooking : words.olderVisits
}

function countsText({ matching, isAtLeast, all }: VisitCounts, found: number): string {
  return words.matching({
    matching: number(Math.max(matching, found)),
    isAtLeast,
    all: countText(all, words.ofVisits),
    found: number(found),
  })
}
