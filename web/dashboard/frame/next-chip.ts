import type { RefObject, TargetedEvent } from 'preact'
import { useEffect } from 'preact/hooks'

/** The place of the chip that was removed, until another one has the focus. The list may be drawn anew in between. */
let removed: number | null = null

export function noteRemoved({ currentTarget, target }: TargetedEvent<HTMLElement>): void {
  const at = linksIn(currentTarget).findIndex((link) => link.contains(target as Node))
  removed = at < 0 ? null : at
}

/** Gives the focus to the next chip after one is removed; to the heading after the last. */
export function useNextChip(list: RefObject<HTMLElement | null>, filters: object): void {
  useEffect(() => {
    if (removed === null) return
    const links = list.current === null ? [] : linksIn(list.current)
    const next = links[Math.min(removed, links.length - 1)] ?? document.querySelector('h1')
    removed = null
    next?.focus({ preventScroll: true })
  }, [list, filters])
}

const linksIn = (list: HTMLElement): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>(':scope > li > a'),
]
