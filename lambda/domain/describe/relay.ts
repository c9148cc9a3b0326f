/** Cloudflare and Fastly: hosting networks through which iCloud Private Relay and WARP carry people. */
const relays: ReadonlySet<number> = new Set([13335, 54113])

/** Whether people come through a network of servers. */
export const isRelay = (asn: number | null): boolean => asn !== null && relays.has(asn)
