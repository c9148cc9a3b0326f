import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import { qrPath } from '../api/request-list'
import { errorText } from '../parts/error-text'
import { useAppContext } from '../state/app-context'

/** The link as a QR code, once somebody asks for it: the service makes it. */
export function QrCode({ code, name }: { code: string; name: string }): JSX.Element {
  const { client } = useAppContext()
  const [source, setSource] = useState<string | null>(null)
  const [problem, setProblem] = useState<ComponentChildren>(null)
  const show = async () => {
    setProblem(null)
    try {
      const svg = await (await client.open(qrPath(code))).text()
      setSource(`data:image/svg+xml,${encodeURIComponent(svg)}`)
    } catch (error) {
      setProblem(errorText(error))
    }
  }
  if (source === null)
    return (
      <p>
        <button type="button" onClick={show}>
          {words.showQrCode}
        </button>
        <span role="alert" class="problem">
          {problem}
        </span>
      </p>
    )
  return (
    <figure class="qr">
      <img src={source} alt={words.qrCodeFor(name)} width="180" height="180" />
      <figcaption>
        <a href={source} download={`${code}.svg`}>
          {words.saveAsPicture}
        </a>
      </figcaption>
    </figure>
  )
}
