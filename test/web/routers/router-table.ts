/** A single-page app under test: its name is that of its file in `apps` and of the folder of its pages. */
export interface App {
  readonly name: string
  readonly library: string
  /** What the host sends: the same empty document for every page, or each page by itself. */
  readonly documents: 'empty' | 'whole'
  /** Where the tag is: before the app in the head, after it, or at the end of the body, which some libraries replace. */
  readonly tag?: 'first' | 'last' | 'in body'
  /** Changes the address before it has the new page, so that a quick visitor leaves one that was never shown. */
  readonly isAddressFirst?: boolean
  /** Sets the title of the new page before its address: a page that is left within half a second may get the next one's. */
  readonly isTitleFirst?: boolean
  /** Not only where all is tested. */
  readonly isAlways?: boolean
}

export const apps: readonly App[] = [
  {
    name: 'react-effect',
    library: 'React Router 7, title by an effect',
    documents: 'empty',
    isAlways: true,
  },
  { name: 'react-title', library: 'React Router 7, React 19’s <title>', documents: 'empty' },
  { name: 'react-lazy', library: 'React Router 7, lazy route', documents: 'empty' },
  { name: 'react-suspense', library: 'React Router 7, lazy component', documents: 'empty' },
  { name: 'react-loader', library: 'React Router 7, loaders', documents: 'empty' },
  { name: 'vue', library: 'vue-router', documents: 'empty' },
  { name: 'turbo', library: 'Turbo Drive', documents: 'whole' },
  { name: 'turbo', library: 'Turbo Drive, tag in the body', documents: 'whole', tag: 'in body' },
  { name: 'swup', library: 'swup', documents: 'whole', isAddressFirst: true, isAlways: true },
  { name: 'barba', library: 'Barba', documents: 'whole', isAddressFirst: true },
  { name: 'pjax', library: 'pjax', documents: 'whole', isTitleFirst: true, isAlways: true },
  {
    name: 'intercept',
    library: 'Navigation API, intercept()',
    documents: 'whole',
    isAddressFirst: true,
    isAlways: true,
  },
  {
    name: 'saved-push-state',
    library: 'an app that kept history.pushState before the beacon ran',
    documents: 'whole',
    tag: 'last',
  },
]

export const pageNames = ['one', 'two', 'late'] as const
export const titleOf = { one: 'One', two: 'Two', late: 'Late' } as const
