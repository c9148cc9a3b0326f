import * as v from 'valibot'
import { tokenScopes } from '../contract'
import { flag, known } from './schema'

/** The fields that say what a token may see. */
export const grantFields = {
  scope: v.pipe(
    v.picklist(tokenScopes),
    v.description('Everything, totals alone, or the feed of messages alone'),
  ),
  site: known('The only site that it may ask for; null for every site'),
  pages: flag('Whether totals name the pages that are read most'),
}

export const grantAnswer = v.object(grantFields)
