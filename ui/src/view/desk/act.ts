/** All that can be done at the desk. */
export { toDesk as go } from '../actions'
export { askBy, decide, decideAll, move, pickEnd } from './decide'
export { again, choose, introduce, lay, look, narrow, next, read } from './lay'
export { inWords, label, unrecorded, wordsOf } from './names'
export { change, close, edit, submit } from './write'
