import * as v from 'valibot'
// As in site-setting.ts: a zone must mean the same at synth and at run time.
import { isZone } from '../../lambda/domain/time/zone'
import { wrong } from './setting'

const notZone = wrong('the name of a time zone such as Europe/Berlin')

export const zoneSetting = v.pipe(v.string(notZone), v.check(isZone, notZone))
