import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

/** Writes FILE.br and FILE.gz beside every file worth compressing: the server sends them as they are. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      // after Vite has put the addresses of scripts into the scripts that load them
      order: 'post',
      handler(_, bundle) {
        for (const [name, file] of Object.entries(bundle)) {
          if (!/\.(js|css|html|svg)$/.test(name)) continue
          const body = Buffer.from(file.type === 'chunk' ? file.code : file.source)
          const br = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
          const gz = gzipSync(body, { level: 9 })
          for (const [ext, small] of [
            ['br', br],
            ['gz', gz],
          ] as const)
            if (small.length < body.length * 0.9)
              this.emitFile({ type: 'asset', fileName: `${name}.${ext}`, source: small })
        }
      },
    },
  }
}

// Addresses are relative, so that the pages work below any path.
export default defineConfig({
  base: './',
  plugins: [compressed()],
  build: {
    outDir: 'static/dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': process.env.LIAISON_ADDR ?? 'http://127.0.0.1:8080' } },
})
