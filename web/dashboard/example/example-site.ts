/** The site that `npm start -- --example` invents. No name below `.invalid` can ever be anybody's (RFC 2606). */
export const exampleSite = 'example.visitbook.invalid'

/** What fills it by POST and removes it by DELETE. Only a service on this machine answers. */
export const examplePath = '/example'
