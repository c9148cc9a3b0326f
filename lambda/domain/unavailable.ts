/** Ours, but passing: the store is throttled or out of reach. `http` answers it with 503 and `Retry-After`. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
}
