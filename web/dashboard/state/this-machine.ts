/** Whether the service runs on the reader's machine, by `npm start`. */
export const isOnThisMachine = (): boolean => /^(127\.0\.0\.1|localhost|\[::1\])$/.test(location.hostname)
