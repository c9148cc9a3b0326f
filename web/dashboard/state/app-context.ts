import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Client } from '../api/client'
import type { Moment } from '../api/request-list'
import type { Day } from './day'
import type { DayRange } from './period'
import type { View } from './view'

/** What every part of the page may need: the API client, the view and the time. */
export interface AppContext {
  readonly client: Client
  readonly view: View
  readonly moment: Moment
  readonly today: Day
  readonly range: DayRange
}

const context = createContext<AppContext | null>(null)

export const AppContextProvider = context.Provider

export function useAppContext(): AppContext {
  const value = useContext(context)
  if (value === null) throw new Error('useAppContext needs an AppContextProvider above it')
  return value
}
