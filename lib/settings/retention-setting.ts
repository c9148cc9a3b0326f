import { whole } from './setting'

/** Days that a visit is kept after the day it came. */
export const retentionSetting = whole(1, 3650, 'days')
