import { DuckDBInstance } from '@duckdb/node-api'

/** A connection to an empty DuckDB in memory. */
export async function connect() {
  const database = await DuckDBInstance.create(':memory:')
  return await database.connect()
}

/** A text as SQL writes it. */
export const quoted = text => `'${text.replaceAll("'", "''")}'`

/**
 * A value for JSON. Numbers become the bits of a float64, so that the comparison is exact and tells -0 from 0; all NaN
 * are one.
 */
export function plain(value) {
  if (value === undefined || value === null) return null
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'number') return value
  if (Number.isNaN(value)) return 'NaN'
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  return view.getBigUint64(0).toString(16).padStart(16, '0')
}
