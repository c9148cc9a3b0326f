import type { Fault } from '../fault'
import { askingFaults } from './asking'
import { countingFaults } from './counting'
import { erasingFaults } from './erasing'
import { leavingFaults } from './leaving'
import { listingFaults } from './listing'
import { messageFaults } from './messages'
import { privacyFaults } from './privacy'
import { recordingFaults } from './recording'

/** Every fault that is planted, and found. */
export const faults: readonly Fault[] = [
  ...recordingFaults,
  ...listingFaults,
  ...countingFaults,
  ...erasingFaults,
  ...messageFaults,
  ...askingFaults,
  ...privacyFaults,
  ...leavingFaults,
]
