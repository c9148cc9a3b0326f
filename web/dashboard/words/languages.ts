/** The languages that there are, by their own names. */
export const languages = { en: 'English', de: 'Deutsch', fr: 'Français' }
