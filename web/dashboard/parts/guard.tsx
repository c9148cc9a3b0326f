import { Component, type ComponentChildren, type JSX } from 'preact'
import * as words from '#words'
import { errorText } from './error-text'

interface Props {
  readonly children: ComponentChildren
}

/** Shows a line instead of what could not be drawn. */
export class Guard extends Component<Props, { readonly error: unknown }> {
  static override getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidCatch(error: unknown): void {
    console.error(error)
  }

  override render(): ComponentChildren {
    return this.state.error === undefined ? this.props.children : <Broken error={this.state.error} />
  }
}

const Broken = ({ error }: { error: unknown }): JSX.Element => (
  <div class="placeholder" role="alert">
    <p>{errorText(error)}</p>
    <button type="button" onClick={() => location.reload()}>
      {words.reload}
    </button>
  </div>
)
