/** @jsxImportSource react */
import { lazy, Suspense } from 'react'
import { Page } from '../parts/react-page'
import { run } from '../parts/react-parts'

const Late = lazy(() => import('../parts/react-late-page'))

/** The address changes at once, the title when the code of the page is there. */
run('/react-suspense', [
  { path: 'one', element: <Page title="One" /> },
  { path: 'two', element: <Page title="Two" /> },
  {
    path: 'late',
    element: (
      <Suspense fallback="…">
        <Late />
      </Suspense>
    ),
  },
])
