/** @jsxImportSource react */
import { Page } from '../parts/react-page'
import { run } from '../parts/react-parts'

/** The router keeps the old page, and the old address, until the code of the new one is there. */
run('/react-lazy', [
  { path: 'one', element: <Page title="One" /> },
  { path: 'two', element: <Page title="Two" /> },
  { path: 'late', lazy: async () => ({ Component: (await import('../parts/react-late-page')).default }) },
])
