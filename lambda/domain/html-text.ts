const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Returns text as it is written in HTML, between tags and in quoted attributes. */
export const htmlText = (text: string): string => text.replace(/[&<>"']/g, (one) => entities[one] ?? '')
