import { ApiError } from '../api/client'
import type { LayoutRequest } from '../core/layout'
import type { Point } from '../core/place'
import workerUrl from './layout.worker?worker&url'

type Places = Map<string, Point>

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string }
}

/** The one address that this page may run as a worker, for servers that demand trusted types. */
function trustedWorkerUrl(): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes
  if (!types) return workerUrl
  const policy = types.createPolicy('liaison', {
    createScriptURL: (url) => {
      if (url !== workerUrl) throw new TypeError('not the layout worker')
      return url
    },
  })
  return policy.createScriptURL(workerUrl)
}

/** Places for actors, worked out away from the page so that it never freezes. */
export class Layouter {
  private worker: Worker | null = null
  private next = 1
  private readonly waiting = new Map<number, { done: (places: Places) => void; fail: (e: Error) => void }>()

  private start(): Worker {
    const worker = new Worker(trustedWorkerUrl(), { type: 'module' })
    worker.onmessage = (e: MessageEvent<{ id: number; places: Places }>) => {
      this.waiting.get(e.data.id)?.done(e.data.places)
      this.waiting.delete(e.data.id)
    }
    worker.onerror = () => {
      worker.terminate()
      this.worker = null
      const e = new ApiError(
        'The layout of the picture could not be loaded.',
        0,
        'page',
        'Load the page again; the table needs no layout.',
        null,
      )
      for (const w of this.waiting.values()) w.fail(e)
      this.waiting.clear()
    }
    return worker
  }

  arrange(request: LayoutRequest): Promise<Places> {
    this.worker ??= this.start()
    const worker = this.worker
    const id = this.next++
    return new Promise((done, fail) => {
      this.waiting.set(id, { done, fail })
      worker.postMessage({ id, request })
    })
  }
}
