/** @jsxImportSource react */
import { useEffect } from 'react'

/** A page whose title is set by an effect, so after the address has changed. */
export function Page({ title }: { readonly title: string }) {
  useEffect(() => {
    document.title = title
  }, [title])
  return <h1>{title}</h1>
}
