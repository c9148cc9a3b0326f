/** `visitbook.js` and `visitbook.<hash>.js`, whatever the name: the setting `script` may have been another before. */
export const scriptName = /^[A-Za-z0-9_-]+(?:\.([0-9a-f]{16}))?\.js$/
