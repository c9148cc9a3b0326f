import type { JSX } from 'preact'
import { useAppContext } from '../state/app-context'
import { isClashing, titleOf, titlesVersion } from '../state/titles'
import { useStore } from '../state/use-store'

interface Props {
  readonly page: string
  /** The one in view when left out. */
  readonly site?: string | undefined
  /** What it was called then; its newest title when left out. */
  readonly title?: string | null | undefined
}

/** A title before its path, which a pointer and a screen reader get too, and everybody where another page has that title. */
export function PageName({ page, site, title }: Props): JSX.Element {
  const { view } = useAppContext()
  useStore(titlesVersion)
  const of = site ?? view.site
  const shown = title ?? titleOf(page, of)
  if (shown === null || shown.trim() === '') return <bdi>{page}</bdi>
  return (
    <>
      <bdi title={page}>{shown}</bdi>{' '}
      <bdi class={isClashing(page, shown, of) ? 'quiet' : 'unseen'}>{page}</bdi>
    </>
  )
}
