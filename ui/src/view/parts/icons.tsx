/** Small pictures for buttons; the button's label says what it does. */
const PATHS = {
  undo: 'M6 5L2.5 8.5 6 12M3 8.5h6.5a4 4 0 0 1 0 8H7',
  redo: 'M12 5l3.5 3.5L12 12M15 8.5H8.5a4 4 0 0 0 0 8H11',
  share: 'M7.5 10.5l4-4M6.5 8L4.7 9.8a2.7 2.7 0 0 0 3.8 3.8L10.3 11.8M11.5 10l1.8-1.8a2.7 2.7 0 0 0-3.8-3.8L7.7 6.2',
  filter: 'M2.5 4h13M5 9h8M7.5 14h3',
  evidence: 'M4 3h10v12H4zM6.5 6.5h5M6.5 9h5M6.5 11.5h3',
  help: 'M6.5 6.8a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.6M9 13.5v.6',
  sun: 'M9 5.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM9 1.5v1.5M9 15v1.5M1.5 9H3M15 9h1.5M3.7 3.7l1 1M13.3 13.3l1 1M3.7 14.3l1-1M13.3 4.7l1-1',
  moon: 'M14.5 11A6.2 6.2 0 0 1 7 3.5a6 6 0 1 0 7.5 7.5z',
  plus: 'M9 4v10M4 9h10',
  minus: 'M4 9h10',
  fit: 'M3 7V3h4M11 3h4v4M15 11v4h-4M7 15H3v-4',
  play: 'M6 4l8 5-8 5z',
  pause: 'M6 4v10M12 4v10',
  close: 'M4.5 4.5l9 9M13.5 4.5l-9 9',
  image: 'M3 4h12v10H3zM3 12l3.5-3.5 2.5 2.5 3-3.5 3 3.5M6.5 6.5v.5',
  table: 'M3 4h12v10H3zM3 7.5h12M3 11h12M7.5 4v10',
  graph: 'M4 5.5h.01M13.5 4h.01M11 13.5h.01M4 5.5l9.5-1.5L11 13.5z',
  new: 'M9 3.5v11M3.5 9h11',
  down: 'M9 3v8M5.5 8L9 11.5 12.5 8M3.5 14.5h11',
} as const

export type IconName = keyof typeof PATHS

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 18 18" width="18" height="18" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
)
