/** @jsxImportSource react */
import { Page } from '../parts/react-page'
import { run } from '../parts/react-parts'

run('/react-effect', [
  { path: 'one', element: <Page title="One" /> },
  { path: 'two', element: <Page title="Two" /> },
  { path: 'late', element: <Page title="Late" /> },
])
