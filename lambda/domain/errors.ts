/** The caller's fault. `http` answers it with 400 and names the field; everything else that is thrown is ours. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput'

  /** @param detail lower case; names the field and says what was expected */
  constructor(
    readonly detail: string,
    readonly field?: string,
  ) {
    super(detail)
  }
}

/** Why a beacon was turned away. Stored and counted by this name. */
export const refusalReasons = [
  'origin not listed',
  'referer not listed',
  'no origin and no referer',
  'site not listed',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

/** A beacon from somewhere that is not on the list of sites. `http` answers it with 403. */
export class Refusal extends Error {
  override readonly name = 'Refusal'

  /**
   * @param host what was not listed, as it was sent but bounded; empty when nothing was sent
   * @param listable the host that would be let in if it were listed, whole; null where what was sent is no host
   */
  constructor(
    readonly reason: RefusalReason,
    readonly detail: string,
    readonly host = '',
    readonly listable: string | null = null,
  ) {
    super(detail)
  }
}

/** Ours, but passing: the store is throttled or out of reach. `http` answers it with 503 and `Retry-After`. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
}
