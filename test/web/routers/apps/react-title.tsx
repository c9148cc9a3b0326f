/** @jsxImportSource react */
import { run } from '../parts/react-parts'

/** React 19 takes the element into the head. */
const Page = ({ title }: { readonly title: string }) => (
  <>
    <title>{title}</title>
    <h1>{title}</h1>
  </>
)

run('/react-title', [
  { path: 'one', element: <Page title="One" /> },
  { path: 'two', element: <Page title="Two" /> },
  { path: 'late', element: <Page title="Late" /> },
])
