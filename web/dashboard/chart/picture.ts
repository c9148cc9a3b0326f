/** Draws the chart as it is on the screen, below a line that says what of. */
export function pictureOf(chart: HTMLCanvasElement, title: string): HTMLCanvasElement {
  const picture = document.createElement('canvas')
  const pen = picture.getContext('2d')
  const style = getComputedStyle(chart)
  const unit = devicePixelRatio
  const { width, height } = chart
  picture.width = width
  picture.height = height + 32 * unit
  if (pen === null) return picture
  pen.fillStyle = style.getPropertyValue('--paper')
  pen.fillRect(0, 0, width, picture.height)
  pen.fillStyle = style.getPropertyValue('--ink')
  pen.font = `${14 * unit}px ${style.fontFamily}`
  pen.fillText(title, 12 * unit, 22 * unit, width - 24 * unit)
  pen.drawImage(chart, 0, 32 * unit)
  return picture
}
