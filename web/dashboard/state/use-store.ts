import { useEffect, useState } from 'preact/hooks'
import type { Store } from './store'

/** The value of a store in what is drawn. */
export function useStore<T>(store: Store<T>): T {
  const [value, setValue] = useState(store.get)
  useEffect(() => {
    setValue(store.get()) // it may have changed between drawing and now
    return store.subscribe(() => setValue(store.get()))
  }, [store])
  return value
}
