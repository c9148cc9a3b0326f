import { storeOf } from './store'

/** Visits that were erased on this page, by id, so that lists drop them without asking again. */
export const erased = storeOf<ReadonlySet<string>>(new Set())

export const noteErased = (id: string): void => erased.set(new Set([...erased.get(), id]))
