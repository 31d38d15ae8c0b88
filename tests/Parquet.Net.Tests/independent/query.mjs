// Runs SQL statements in DuckDB. Takes a JSON list of them on standard input, prints a JSON list with the rows of each.
import { readFileSync } from 'node:fs'
import { connect, plain } from './shared.mjs'

const connection = await connect()
const results = []
for (const sql of JSON.parse(readFileSync(0, 'utf8'))) {
  const rows = (await connection.runAndReadAll(sql)).getRowObjects()
  results.push(rows.map(row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]))))
}
console.log(JSON.stringify(results))
