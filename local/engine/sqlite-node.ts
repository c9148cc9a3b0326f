import { isBuiltin } from 'node:module'

/** A Node that knows SQLite: this one, from 22.13 on; null before. */
export const sqliteNode = (): string | null => (isBuiltin('node:sqlite') ? process.execPath : null)
