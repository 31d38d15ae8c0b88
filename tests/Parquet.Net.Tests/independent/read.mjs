// Prints a Parquet file as JSON: footer, statistics and columns. Numbers are printed as the bits of a float64, so that
// the comparison is exact and tells -0 from 0; 64-bit integers are printed in decimal.
import { gunzipSync } from 'node:zlib'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'

const compressors = { GZIP: input => new Uint8Array(gunzipSync(input)) }

function plain(value) {
  if (value === undefined || value === null) return null
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'number') return value
  if (Number.isNaN(value)) return 'NaN'
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  return view.getBigUint64(0).toString(16).padStart(16, '0')
}

const file = await asyncBufferFromFile(process.argv[2])
const metadata = await parquetMetadataAsync(file)
const rows = await parquetReadObjects({ file, metadata, compressors })
const names = metadata.schema.slice(1).map(element => element.name)

console.log(JSON.stringify({
  createdBy: metadata.created_by,
  rowCount: Number(metadata.num_rows),
  rowGroups: metadata.row_groups.map(group => Number(group.num_rows)),
  keyValues: Object.fromEntries((metadata.key_value_metadata ?? []).map(pair => [pair.key, pair.value])),
  codecs: [...new Set(metadata.row_groups.flatMap(group => group.columns.map(column => column.meta_data.codec)))],
  schema: metadata.schema.slice(1).map(({ name, type, repetition_type, logical_type }) =>
    [name, type, repetition_type, logical_type?.type ?? ''].join(' ').trim()),
  statistics: metadata.row_groups.map(group => group.columns.map(({ meta_data: { statistics } }) => ({
    nullCount: Number(statistics.null_count),
    min: plain(statistics.min_value),
    max: plain(statistics.max_value),
  }))),
  columns: Object.fromEntries(names.map(name => [name, rows.map(row => plain(row[name]))])),
}))
