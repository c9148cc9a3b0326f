import { storeOf } from './store'

/** Ids of visits erased on this page, so that lists drop them without asking again. */
export const erased = storeOf<ReadonlySet<string>>(new Set())

export const noteErased = (id: string): void => erased.set(new Set([...erased.get(), id]))
