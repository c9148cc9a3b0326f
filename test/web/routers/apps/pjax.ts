import Pjax from 'pjax'

new Pjax({ elements: 'nav a', selectors: ['title', 'main'], cacheBust: false })
