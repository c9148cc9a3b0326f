/** What a browser opens without running the beacon of a page. */
const file =
  /\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|txt|md|csv|epub|mobi|ps|tex|bib|pages|key|numbers|zip|gz|tgz|bz2|xz|tar|7z|rar|dmg|exe|msi|apk|iso|png|jpe?g|gif|svg|webp|avif|heic|mp3|m4a|wav|mp4|webm|mov|ics|vcf|json|xml)$/i

/** Whether a path leads to a file, whose visits no beacon tells of. */
export const isFilePath = (path: string): boolean => file.test(path)
