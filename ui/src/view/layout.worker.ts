import { arrange, type LayoutRequest } from '../core/layout'

/** Lays out away from the page, so that it never freezes. */
addEventListener('message', (e: MessageEvent<{ id: number; request: LayoutRequest }>) => {
  postMessage({ id: e.data.id, places: arrange(e.data.request) })
})
