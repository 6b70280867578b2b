import type { Quad } from './relations'

/**
 * Colours of lines and of text about them. Hue tells the class, lightness verbal from material; dash and glyph say the same
 * without colour. The pairs were chosen under simulated colour blindness: line contrast >= 3.1:1, text >= 4.6:1 on its ground.
 */
export interface Ink {
  line: string
  text: string
}
type Pair = readonly [light: Ink, dark: Ink]

const ink = (line: string, text = line): Ink => ({ line, text })

const ROOTS: Record<string, Pair> = {
  AGREE: [ink('#09a09c', '#07807d'), ink('#98ffe6')],
  CONSULT: [ink('#0190a5', '#017f91'), ink('#5ef7ff')],
  SUPPORT: [ink('#438a84', '#3e7f79'), ink('#a4e4db')],
  CONCEDE: [ink('#2d7c8b'), ink('#6ecee1')],
  COOPERATE: [ink('#4f3dc9'), ink('#8d93ff')],
  AID: [ink('#014d96'), ink('#9776f0')],
  RETREAT: [ink('#4522ab'), ink('#397ad3', '#518ad8')],
  REQUEST: [ink('#a58f00', '#847200'), ink('#ffdc4c')],
  ACCUSE: [ink('#b08241', '#946d37'), ink('#f9b45c')],
  REJECT: [ink('#a27600', '#956d00'), ink('#c8c588')],
  THREATEN: [ink('#a95f1b'), ink('#cbba16')],
  PROTEST: [ink('#a01650'), ink('#ec6fa0')],
  SANCTION: [ink('#a70124'), ink('#f85d74')],
  MOBILIZE: [ink('#8f0130'), ink('#d84e6c', '#dc607b')],
  COERCE: [ink('#85004d'), ink('#ea1c3d', '#ef4e68')],
  ASSAULT: [ink('#7d000f'), ink('#b34375', '#c46c93')],
}

const CLASSES: Record<Quad, Pair> = {
  VC: [ink('#0190a5', '#017f91'), ink('#5ef7ff')],
  MC: [ink('#4f3dc9'), ink('#8d93ff')],
  VX: [ink('#a27600', '#956d00'), ink('#f9b45c')],
  MX: [ink('#a70124'), ink('#f85d74')],
  ST: [ink('#5d656e'), ink('#a3abb5')],
}

/** The colours of a root relation, or of its class where it has none of its own. */
export const inkOf = (root: string, quad: Quad, dark: boolean): Ink => (ROOTS[root] ?? CLASSES[quad])[dark ? 1 : 0]

export const classInk = (quad: Quad, dark: boolean): Ink => CLASSES[quad][dark ? 1 : 0]

/** Said rather than done: dashed. Structure: thin and solid. */
export const dashed = (quad: Quad): boolean => quad === 'VC' || quad === 'VX'
export const thin = (quad: Quad): boolean => quad === 'ST'

export interface Theme {
  dark: boolean
  ground: string
  text: string
  muted: string
  line: string
  accent: string
  node: string
  seed: string
}

export const LIGHT: Theme = {
  dark: false,
  ground: '#fbfbfa',
  text: '#1c2024',
  muted: '#5d656e',
  line: '#dfe2e6',
  accent: '#0b62d6',
  node: '#5b6777',
  seed: '#27313f',
}
export const DARK: Theme = {
  dark: true,
  ground: '#14171c',
  text: '#e8eaed',
  muted: '#a3abb5',
  line: '#313843',
  accent: '#7ab7ff',
  node: '#8f9bab',
  seed: '#d5dbe3',
}
