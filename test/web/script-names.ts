import { defaults } from '../../lambda/contract'
import { beaconCode } from '../../lib/assets/beacon-code'
import { hashOfBeacon } from '../../lib/assets/released-beacons'

/** The names under which pages load the script: the current one, and the one of these very bytes. */
export const scriptName = defaults.script
export const pinnedName = scriptName.replace(/js$/, `${hashOfBeacon(beaconCode())}.js`)
