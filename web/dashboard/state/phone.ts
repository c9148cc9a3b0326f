import { storeOf } from './store'
import { useStore } from './use-store'

/** The width up to which the style sheets lay out for a phone. */
const narrow = globalThis.matchMedia?.('(max-width: 40rem)')

const phone = storeOf(narrow?.matches ?? false)
narrow?.addEventListener('change', ({ matches }) => phone.set(matches))

/** Whether the page is as narrow as on a phone. What stands elsewhere there is moved in the page, so that the keyboard goes the way that the eye goes. */
export const useIsPhone = (): boolean => useStore(phone)
