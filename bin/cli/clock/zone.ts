import { isZone } from '../../../lambda/domain/time/zone'
import { wrongUsage } from '../failure'

/** The zone that `--zone` names, or else that of this machine. @throws Failure when there is no such zone */
export function chosenZone(named: string | undefined): string {
  if (named !== undefined && !isZone(named))
    throw wrongUsage('--zone must be the name of a time zone such as Europe/Berlin')
  return named ?? zoneHere()
}

/** Node gives an offset where a machine's zone has no name; such a machine counts as UTC. */
function zoneHere(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return isZone(timeZone) ? timeZone : 'UTC'
}
