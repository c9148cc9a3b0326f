import Swup from 'swup'

new Swup({ containers: ['main'] }) // fades by the class transition-fade that the pages have
