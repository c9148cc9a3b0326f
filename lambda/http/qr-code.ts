import { renderSVG } from 'uqr'

/**
 * A link as a QR code in SVG, with the quiet zone of four modules that readers want. Fifteen per cent of it may be
 * unreadable, as on a creased badge. Without crisp edges, browsers draw hairlines between its squares.
 */
export const qrCode = (link: string): string =>
  renderSVG(link, { ecc: 'M', border: 4, pixelSize: 1 }).replace(
    '<svg ',
    '<svg shape-rendering="crispEdges" ',
  )
