// Fails when the built scripts weigh more than their budgets: what a reader downloads before the first picture, and what the
// desk, where texts are reviewed, adds when it is opened.
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const BUDGETS = { 'first picture': 60 * 1024, desk: 24 * 1024 }
const dir = new URL('./static/dist/assets/', import.meta.url)
const totals = { 'first picture': 0, desk: 0 }
for (const name of readdirSync(dir)
  .filter((n) => n.endsWith('.js'))
  .sort()) {
  const size = gzipSync(readFileSync(new URL(name, dir)), { level: 9 }).length
  totals[/^(index|layout\.worker)-/.test(name) ? 'first picture' : 'desk'] += size
  console.log(`${(size / 1024).toFixed(1).padStart(7)} kB gz  ${name}`)
}
let over = false
for (const [what, total] of Object.entries(totals)) {
  console.log(`${(total / 1024).toFixed(1).padStart(7)} kB gz  ${what}; allowed ${BUDGETS[what] / 1024}`)
  over ||= total > BUDGETS[what]
}
if (over) {
  console.error('The scripts are over budget.')
  process.exit(1)
}
