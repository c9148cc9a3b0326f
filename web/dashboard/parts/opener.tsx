import type { JSX } from 'preact'
import * as words from '#words'

interface Props {
  readonly name: string
  /** Id of the element that it opens. */
  readonly id: string
  readonly isOpen: boolean
  readonly setIsOpen: (isOpen: boolean) => void
}

/** Opens and closes what is known about something. */
export const Opener = ({ name, id, isOpen, setIsOpen }: Props): JSX.Element => (
  <button
    type="button"
    class="plain"
    aria-expanded={isOpen}
    aria-controls={isOpen ? id : undefined}
    aria-label={words.about(name)}
    onClick={() => setIsOpen(!isOpen)}
  >
    <span class="chevron" aria-hidden="true" />
  </button>
)
