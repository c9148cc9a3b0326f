/** @jsxImportSource react */
import { Page } from './react-page'

/** The host takes its time to send this. */
export default () => <Page title="Late" />
