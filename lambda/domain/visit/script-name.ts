/** Matches `visitbook.js` and `visitbook.<hash>.js` under any name, because the setting `script` may have changed. */
export const scriptName = /^[A-Za-z0-9_-]+(?:\.([0-9a-f]{16}))?\.js$/
