/** @jsxImportSource react */
import { useLoaderData } from 'react-router'
import { Page } from '../parts/react-page'
import { run } from '../parts/react-parts'

const Loaded = () => <Page title={useLoaderData<string>()} />

/** The router waits for the data, at the old address. */
const page = (path: string) => ({
  path,
  loader: async () => (await fetch(`/data/${path}`)).text(),
  element: <Loaded />,
})

run('/react-loader', [page('one'), page('two'), page('late')])
