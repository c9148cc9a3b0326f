import type { ComponentChildren, JSX } from 'preact'

/** A link that leaves Visitbook and sends no referrer. */
export function ExternalLink({
  href,
  children,
}: {
  href: string | null
  children: ComponentChildren
}): JSX.Element {
  if (href === null) return <>{children}</>
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" class="external">
      {children}
    </a>
  )
}
