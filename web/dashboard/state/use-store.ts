import { useEffect, useState } from 'preact/hooks'
import type { Store } from './store'

/** The value of a store. The component is drawn again when it changes. */
export function useStore<T>(store: Store<T>): T {
  const [value, setValue] = useState(store.get)
  useEffect(() => {
    setValue(store.get()) // it may have changed since drawing
    return store.subscribe(() => setValue(store.get()))
  }, [store])
  return value
}
