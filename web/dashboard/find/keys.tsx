import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import * as words from '#words'
import { areKeysOn, setKeysOn } from './kept-keys'

/** Rows of every list, and what in each takes the focus. */
const rows = 'main :is(tbody tr:not(.about), .visit, .refusals > li, .recipients > li)'
const focusable = 'a[href], button, summary'

/** Moves the focus to the next row of a list, or to the one before. */
function moveFocus(by: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>(rows)].flatMap((row) => {
    const stop = row.querySelector<HTMLElement>(focusable)
    return stop === null || !stop.checkVisibility() ? [] : [{ row, stop }]
  })
  const now = document.activeElement
  const here = stops.findIndex(({ row }) => row.contains(now))
  const after = stops.findIndex(({ row }) => now !== null && isBefore(now, row))
  const next = here >= 0 ? here + by : nearest({ after, by, count: stops.length })
  stops[next]?.stop.focus()
}

const isBefore = (one: Element, other: Element): boolean =>
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) > 0

/** Where to go on from a place outside of all rows. @param after the first row behind it; -1 where there is none */
function nearest({ after, by, count }: { after: number; by: 1 | -1; count: number }): number {
  if (by === 1) return after
  return (after < 0 ? count : after) - 1
}

const focusField = (): void => document.querySelector<HTMLElement>('.find')?.focus()

/** Whether a key is for what has the focus, or for the browser. */
const isOthers = ({
  target,
  altKey,
  ctrlKey,
  metaKey,
  isComposing,
  defaultPrevented,
}: KeyboardEvent): boolean =>
  altKey ||
  ctrlKey ||
  metaKey ||
  isComposing ||
  defaultPrevented ||
  (target instanceof Element &&
    target.closest('input:not([type=checkbox]), select, textarea, dialog') !== null)

/** Has single keys act, and tells which; a button does that too, and there they can be turned off. */
export function Keys(): JSX.Element {
  const [isOpen, setIsOpen] = useState(false)
  useEffect(() => {
    const acts: Readonly<Record<string, () => void>> = {
      '/': focusField,
      j: () => moveFocus(1),
      k: () => moveFocus(-1),
      '?': () => setIsOpen(true),
    }
    const press = (event: KeyboardEvent) => {
      const act = acts[event.key]
      if (act === undefined || isOthers(event) || !areKeysOn()) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  return (
    <>
      <button type="button" class="plain keys" onClick={() => setIsOpen(true)}>
        {words.keys}
      </button>
      {isOpen && <KeysDialog close={() => setIsOpen(false)} />}
    </>
  )
}

const listed = [
  ['/', words.keyFind],
  ['j', words.keyNext],
  ['k', words.keyBefore],
  ['?', words.keyHelp],
  ['Esc', words.keyClose],
] as const

function KeysDialog({ close }: { close: () => void }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null)
  const [isOn, setIsOn] = useState(areKeysOn)
  useEffect(() => dialog.current?.showModal(), [])
  const turn = () => {
    setKeysOn(!isOn)
    setIsOn(!isOn)
  }
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="keys-name">
      <div class="sheet">
        <header class="section">
          <h2 id="keys-name">{words.keys}</h2>
          <button type="button" class="plain" onClick={() => dialog.current?.close()}>
            {words.close}
          </button>
        </header>
        <dl class="key-list">
          {listed.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <label class="switch">
          <input type="checkbox" role="switch" checked={isOn} aria-checked={isOn} onChange={turn} />
          {words.keysAct}
        </label>
      </div>
    </dialog>
  )
}
