/** Returns the address of a view of the dashboard. */
export const dashboardAddress = (service: string, query: Readonly<Record<string, string>> = {}): string => {
  const search = new URLSearchParams(query).toString()
  return search === '' ? `${service}/` : `${service}/?${search}`
}
