import { useEffect, useRef } from 'preact/hooks'
import { outline } from '../canvas/shapes'
import { theme } from '../store'

/** An actor's shape by its kind, drawn by the same code as in the picture. */
export function Shape({ kind, size = 16 }: { kind: string; size?: number }) {
  const ref = useRef<HTMLCanvasElement>(null)
  const color = theme.value.node
  useEffect(() => {
    const canvas = ref.current
    const c = canvas?.getContext?.('2d')
    if (!canvas || !c) return
    const ratio = Math.min(2, globalThis.devicePixelRatio || 1)
    canvas.width = size * ratio
    canvas.height = size * ratio
    c.scale(ratio, ratio)
    c.fillStyle = color
    c.beginPath()
    outline(c, kind, size / 2, size / 2, size * 0.4)
    c.fill()
  }, [kind, size, color])
  return (
    <canvas
      ref={ref}
      class="shape"
      width={size}
      height={size}
      style={{ width: `${size}px`, height: `${size}px` }}
      aria-hidden="true"
    />
  )
}
