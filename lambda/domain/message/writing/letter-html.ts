import { htmlText } from '../../html-text'
import type { Letter, Part, Words } from './letter'
import { lineOf } from './letter-text'

/** Colours of the light and the dark letter. Each text has a contrast of 4.5 and more on its ground. */
const [light, dark] = [
  { ground: '#ffffff', text: '#1c1e21', quiet: '#5c636b', line: '#dcdfe3', link: '#0b57d0' },
  { ground: '#16181b', text: '#e8eaed', quiet: '#a2a9b1', line: '#3a3f45', link: '#8ab4f8' },
]

/** Programs that know no dark keep the inline style; the others are told here, as a style of an element cannot ask. */
const darkStyle = `@media (prefers-color-scheme:dark){.g{background:${dark.ground}!important}.t{color:${dark.text}!important}.q{color:${dark.quiet}!important}.l{border-color:${dark.line}!important}.a{color:${dark.link}!important}}`

const font = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif'
const breaks = 'overflow-wrap:anywhere;word-break:break-word'
const line = `margin:0 0 16px;font-size:16px;line-height:24px;color:${light.text};${breaks}`

/** Returns a letter as a whole document, which loads nothing and has no script. */
export const letterHtml = ({ title, parts, url, link }: Letter): string => `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>${htmlText(lineOf(title))}</title>
<style>:root{color-scheme:light dark}${darkStyle}</style>
</head>
<body class="g" style="margin:0;padding:0;background:${light.ground};${font}">
<div class="g t" style="max-width:600px;margin:0 auto;padding:24px 16px;background:${light.ground};color:${light.text};${font}">
<h1 class="t" style="margin:0 0 16px;font-size:22px;line-height:30px;font-weight:600;color:${light.text};${breaks}">${wordsHtml(title)}</h1>
${parts.map(partHtml).join('\n')}
<p style="margin:24px 0 0;font-size:16px;line-height:24px">${anchor(link, url)}</p>
</div>
</body>
</html>
`

function partHtml(part: Part): string {
  switch (part.is) {
    case 'heading':
      return `<h2 class="t l" style="margin:28px 0 12px;padding:16px 0 0;border-top:1px solid ${light.line};font-size:17px;line-height:24px;font-weight:600;color:${light.text}">${htmlText(part.text)}</h2>`
    case 'list':
      return `<ul class="t" style="margin:0 0 16px;padding:0 0 0 20px">\n${part.items.map(itemHtml).join('\n')}\n</ul>`
    case 'link':
      return `<p class="t" style="${line}">${anchor(part.text, part.url)}</p>`
    case 'note':
      return `<p class="q" style="margin:0 0 16px;font-size:14px;line-height:20px;color:${light.quiet};${breaks}">${htmlText(part.text)}</p>`
    case 'paragraph':
      return `<p class="t" style="${line}">${wordsHtml(part.words)}</p>`
  }
}

const itemHtml = (words: Words): string =>
  `<li class="t" style="margin:0 0 8px;font-size:16px;line-height:24px;color:${light.text};${breaks}">${wordsHtml(words)}</li>`

const wordsHtml = (words: Words): string => words.map(wordHtml).join('')

function wordHtml(word: Words[number]): string {
  if (typeof word === 'string') return htmlText(word)
  const tag = word.as === 'title' ? 'em' : 'span'
  return `<${tag} dir="auto">${htmlText(word.theirs)}</${tag}>`
}

const anchor = (text: string, url: string): string =>
  `<a class="a" href="${htmlText(url)}" target="_blank" rel="noopener noreferrer" style="color:${light.link};${breaks}">${htmlText(text)}</a>`
