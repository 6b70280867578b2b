import { classInk, dashed, thin } from '../../core/palette'
import type { Quad } from '../../core/relations'
import { dark } from '../store'

interface Props {
  quad: Quad
  hollow?: boolean
  barred?: boolean
  disputed?: boolean
  sign?: string
  count?: number
  width?: number
}

/** A line as the picture draws it, for the legend and the filters. */
export function Sample({ quad, hollow, barred, disputed, sign, count, width = 34 }: Props) {
  const ink = classInk(quad, dark.value)
  const end = width - 9
  const stroke = count ? 4.5 : thin(quad) ? 1.4 : 2
  const middle = width / 2 - 4
  return (
    <svg class="sample" width={width} height="16" viewBox={`0 0 ${width} 16`} aria-hidden="true" focusable="false">
      <line
        x1="0"
        y1="8"
        x2={end}
        y2="8"
        stroke={ink.line}
        stroke-width={stroke}
        stroke-dasharray={dashed(quad) ? '5 3' : undefined}
      />
      <path
        d={`M${width - 1} 8L${end - 1} 3.5V12.5Z`}
        fill={hollow ? 'var(--panel)' : ink.line}
        stroke={ink.line}
        stroke-width="1.4"
      />
      {barred && <path d={`M${end - 12} 2.5v11M${end - 8} 2.5v11`} stroke={ink.line} stroke-width="2" />}
      {(sign || count) && (
        <g>
          <rect x={middle - 8} y="1.5" width="16" height="13" rx="6.5" fill="var(--panel)" stroke={ink.text} />
          <text x={middle} y="11.5" text-anchor="middle" font-size="9.5" font-weight="600" fill={ink.text}>
            {sign ?? count}
          </text>
        </g>
      )}
      {disputed && <rect x={middle - 10.5} y="0.5" width="21" height="15" rx="7.5" fill="none" stroke={ink.text} />}
    </svg>
  )
}
