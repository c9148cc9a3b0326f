import { cursorOf, parseCursor } from '../../../../lambda/http/cursor'
import { readPlace } from '../../../../lambda/http/sitting-cursor'
import { allowing, promise } from '../../promise'

const bound = { list: 'sittings', site: 'you.github.io' }
const other = { list: 'sittings', site: 'example.com' }
const place = '2026-11-22T15:45:50.123Z#019aac4c-1b8b-7001-8203-040506070809'

export const seeds = [cursorOf(place, bound), cursorOf(`${place} `, bound), cursorOf(place, other), place]

function tryText(text: string): void {
  const position = allowing(['InvalidInput'], () => parseCursor(text, bound))
  if (position === null) return
  promise(cursorOf(position, bound) === text, 'an altered cursor was taken:', text)
  promise(
    allowing(['InvalidInput'], () => parseCursor(text, other)) === null,
    'a cursor of another query was taken',
  )
  if (/ [\w-]*$/.test(position)) readPlace(position)
}

export { tryText as try }
