// Fails when the built scripts weigh more than the budget: what a reader downloads before the first picture.
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const BUDGET = 60 * 1024
const dir = new URL('./static/dist/assets/', import.meta.url)
let total = 0
for (const name of readdirSync(dir)
  .filter((n) => n.endsWith('.js'))
  .sort()) {
  const size = gzipSync(readFileSync(new URL(name, dir)), { level: 9 }).length
  total += size
  console.log(`${(size / 1024).toFixed(1).padStart(7)} kB gz  ${name}`)
}
console.log(`${(total / 1024).toFixed(1).padStart(7)} kB gz  in all; allowed ${BUDGET / 1024}`)
if (total > BUDGET) {
  console.error('The scripts are over budget.')
  process.exit(1)
}
