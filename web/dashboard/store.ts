import { useEffect, useState } from 'preact/hooks'

/** A value that changes, and tells those who show it. */
export interface Store<T> {
  get(): T
  set(value: T): void
  subscribe(listener: () => void): () => void
}

export function storeOf<T>(first: T): Store<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next)) return
      value = next
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useStore<T>(store: Store<T>): T {
  const [value, show] = useState(store.get)
  useEffect(() => {
    show(store.get()) // it may have changed between drawing and now
    return store.subscribe(() => show(store.get()))
  }, [store])
  return value
}
