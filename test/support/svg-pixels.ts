/** A picture as readers of QR codes want it: four bytes a pixel. */
export interface Pixels {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/**
 * Draws an SVG of squares of one unit, black on white, as QR codes are. It knows the commands that these have and no others.
 *
 * @throws Error for any other picture
 */
export function pixelsOf(svg: string, scale: number): Pixels {
  const [, side = ''] = /viewBox="0 0 (\d+) \1"/.exec(svg) ?? []
  const [, path = ''] = /<path [^>]*\bd="([^"]+)"/.exec(svg) ?? []
  const squares = [...path.matchAll(/M(\d+),(\d+)h1v1h-1z/g)]
  if (side === '' || squares.map(([text]) => text).join('') !== path.replaceAll(' ', ''))
    throw new Error(`not a picture of squares: ${svg.slice(0, 300)}`)
  const width = Number(side) * scale
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x, y] of squares)
    for (let dx = 0; dx < scale; dx++)
      for (let dy = 0; dy < scale; dy++) {
        const at = ((Number(y) * scale + dy) * width + Number(x) * scale + dx) * 4
        data.fill(0, at, at + 3)
      }
  return { data, width, height: width }
}
