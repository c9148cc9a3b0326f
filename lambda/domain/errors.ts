/** An error that is the caller's fault. `http` answers it with 400 and names the field; any other error is ours. */
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

/** Thrown for a beacon from a place that is not on the list of sites. `http` answers it with 403. */
export class Refusal extends Error {
  override readonly name = 'Refusal'

  /**
   * @param host what was not listed, as it was sent but bounded; empty if nothing was sent
   * @param listable the host that would be let in if it were listed, in full; null if what was sent is not a host
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

/** Thrown where the partition of a shard has visits that belong to another shard. The day must then be read as a whole. */
export class MixedShards extends Error {
  override readonly name = 'MixedShards'
}

/** Thrown where a request has had as many items looked at as it may, see `Allowance`. What came before is right. */
export class AllowanceSpent extends Error {
  override readonly name = 'AllowanceSpent'
}

/** A temporary error of ours: the store is throttled or unreachable. `http` answers it with 503 and `Retry-After`. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
}
