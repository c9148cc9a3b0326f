import barba from '@barba/core'

const fade = (page: HTMLElement) => page.animate({ opacity: [1, 0] }, { duration: 100 }).finished

barba.init({ transitions: [{ leave: ({ current }) => fade(current.container) }] })
