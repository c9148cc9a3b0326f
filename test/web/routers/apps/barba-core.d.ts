/** Barba's own types lie elsewhere than its package says. */
declare module '@barba/core' {
  interface Transition {
    leave(change: { readonly current: { readonly container: HTMLElement } }): Promise<unknown>
  }
  const barba: { init(options: { transitions: Transition[] }): void }
  export default barba
}
