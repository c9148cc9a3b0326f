import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Client } from '../api/client'
import type { Moment } from '../api/request-list'
import type { Day } from './day'
import type { DayRange } from './period'
import type { View } from './view'

/** What every part of the page may need: who asks, what is looked at, and when. */
export interface Book {
  readonly client: Client
  readonly view: View
  readonly moment: Moment
  readonly today: Day
  readonly range: DayRange
}

const context = createContext<Book | null>(null)

export const BookProvider = context.Provider

export function useBook(): Book {
  const book = useContext(context)
  if (book === null) throw new Error('there is no book around this')
  return book
}
