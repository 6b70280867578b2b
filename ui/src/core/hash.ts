/** FNV-1a over UTF-16 units, as a number in [0, 1): placement depends on ids alone, never on arrival order or chance. */
export function unit(text: string): number {
  let h = 2166136261
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619)
  return (h >>> 0) / 4294967296
}
