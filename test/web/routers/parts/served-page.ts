/** Makes the page that the host sent another one. */
export function show(title: string): void {
  document.title = title
  for (const heading of document.querySelectorAll('h1')) heading.textContent = title
}
