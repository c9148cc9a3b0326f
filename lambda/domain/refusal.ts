/** Why a beacon was turned away. Stored and counted by this name. */
export type RefusalReason =
  | 'origin not listed'
  | 'referer not listed'
  | 'no origin and no referer'
  | 'site not listed'

/** A beacon from somewhere that is not on the list of sites. `http` answers it with 403. */
export class Refusal extends Error {
  override readonly name = 'Refusal'

  /** @param host what was not listed, as it was sent but bounded; empty when nothing was sent */
  constructor(
    readonly reason: RefusalReason,
    readonly detail: string,
    readonly host = '',
  ) {
    super(detail)
  }
}
