import { beaconCode } from '../lib/assets/beacon-code'
import { keepBeacon } from '../lib/assets/released-beacons'

/** `npm run release:beacon`, on each release: pages that pin its bytes are served by the releases after it. */
const { number, hash, isNew } = keepBeacon(beaconCode())
console.log(
  isNew
    ? `Kept the beacon ${hash} as number ${number}; commit web/releases.`
    : `The beacon ${hash} is kept already.`,
)
