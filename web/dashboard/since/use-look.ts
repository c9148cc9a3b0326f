import { useState } from 'preact/hooks'
import { useWhileInFront } from '../state/clock'
import { noteLook } from './last-look'

const noteMs = 60_000

/** Notes while the dashboard is in front that the owner looks. */
export function useLook(isOwner: boolean): void {
  const [note] = useState(() => {
    const noteIfOwner = () => isOwner && noteLook()
    noteIfOwner()
    return noteIfOwner
  })
  useWhileInFront(note, noteMs)
}
