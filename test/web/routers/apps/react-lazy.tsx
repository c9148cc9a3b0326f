/** @jsxImportSource react */
import { Page } from './react-page'
import { run } from './react-parts'

/** The router keeps the old page, and the old address, until the code of the new one is there. */
run('/react-lazy', [
  { path: 'one', element: <Page title="One" /> },
  { path: 'two', element: <Page title="Two" /> },
  { path: 'late', lazy: async () => ({ Component: (await import('./react-late-page')).default }) },
])
