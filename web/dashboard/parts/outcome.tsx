import type { ComponentChildren, JSX } from 'preact'

interface Props {
  /** What was done; empty while nothing was. */
  readonly status: string
  readonly problem: ComponentChildren
}

/** What came of a form, for the eye and for screen readers. */
export const Outcome = ({ status, problem }: Props): JSX.Element => (
  <>
    <span role="status" class="quiet">
      {status}
    </span>
    <span role="alert" class="problem">
      {problem}
    </span>
  </>
)
