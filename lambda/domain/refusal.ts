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
