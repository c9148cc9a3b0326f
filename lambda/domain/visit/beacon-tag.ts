export interface BeaconTag {
  /** Where the beacon is served. */
  readonly src: string
  /** The hash to which the page pins it. */
  readonly integrity?: string
  /** Whether the page is on this machine, where the beacon sends nothing unasked. */
  readonly isLocal?: boolean
  /** The setting: where it is off, reports would be paid for and not kept. */
  readonly engagement: boolean
}

/** The tag for the owner's page, in outputs, dashboard and doctor alike. */
export const beaconTag = ({ src, integrity, isLocal = false, engagement }: BeaconTag): string =>
  `<script defer src="${src}"${integrity === undefined ? '' : ` integrity="${integrity}" crossorigin="anonymous"`}${
    isLocal ? ' data-local' : ''
  }${engagementOf(engagement)}></script>`

/** The tag around a beacon that the page contains. */
export const inlineBeaconTag = (service: string, code: string, engagement: boolean): string =>
  `<script data-service="${service}"${engagementOf(engagement)}>${code}</script>`

const engagementOf = (engagement: boolean): string => (engagement ? '' : ' data-engagement="off"')
