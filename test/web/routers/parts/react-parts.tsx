/** @jsxImportSource react */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, Link, Outlet, type RouteObject, RouterProvider } from 'react-router'

const Layout = () => (
  <>
    <nav>
      <Link id="one" to="one">
        One
      </Link>{' '}
      <Link id="two" to="two">
        Two
      </Link>{' '}
      <Link id="late" to="late">
        Late
      </Link>
    </nav>
    <Outlet />
  </>
)

/** Runs an app of one level of pages under a layout with links to them. */
export function run(path: string, pages: RouteObject[]): void {
  const router = createBrowserRouter([{ path, element: <Layout />, children: pages }])
  const root = document.querySelector('main') as HTMLElement
  createRoot(root).render(
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>,
  )
}
