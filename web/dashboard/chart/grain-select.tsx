import type { JSX } from 'preact'
import * as words from '#words'
import { ViewSelect } from '../parts/view-select'
import { useAppContext } from '../state/app-context'
import { grainOf, grainsOf } from '../state/period'
import { grainNames } from './time-line'

/** Chooses what the chart has a bar for. */
export function GrainSelect(): JSX.Element {
  const { view, range } = useAppContext()
  return (
    <ViewSelect
      label={words.by}
      value={grainOf(view.grain, range)}
      options={grainsOf(range).map((grain) => [grain, grainNames[grain]])}
      to={(grain) => ({ ...view, grain })}
    />
  )
}
