const realDate = Date
let moment = 0

/** `Date` as it is, but for the present: that is the moment of `setClock`. */
const fixedDate = new Proxy(realDate, {
  construct: (target, given) => Reflect.construct(target, given.length === 0 ? [moment] : given),
  get: (target, name) => (name === 'now' ? () => moment : Reflect.get(target, name)),
})

/** Stops this process's clock at a moment, so that an answer is the same whenever it is asked for. */
export function setClock(time: string | number): void {
  moment = new realDate(time).getTime()
  globalThis.Date = fixedDate
}

export function releaseClock(): void {
  globalThis.Date = realDate
}
