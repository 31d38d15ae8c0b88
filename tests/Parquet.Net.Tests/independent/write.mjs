// Writes Parquet files into the folder that standard input names (as JSON): with DuckDB and hyparquet-writer, in every
// way that we read, and in ways that we refuse. A file's name says how it was written; what the tables hold is repeated, as
// arithmetic, in ForeignFiles.cs.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { parquetWriteFile } from 'hyparquet-writer'
import { connect } from './shared.mjs'

process.chdir(JSON.parse(readFileSync(0, 'utf8')))
const rowCount = 5000
const connection = await connect()
await connection.run(`create table complete as select
  i % 3 = 0 as flag, (i % 300 - 150)::integer as whole, (i % 400) / 8.0::double as real, 'é' || (i % 250) as name
  from range(0, ${rowCount}) r(i)`)
await connection.run(`create table nulls as select
  case when i % 2 = 0 then i % 3 = 0 end as flag, case when i % 7 <> 0 then (i % 300 - 150)::integer end as whole,
  case when i % 5 <> 0 then (i % 400) / 8.0::double end as real, case when i % 4 <> 1 then 'é' || (i % 250) end as name
  from range(0, ${rowCount}) r(i)`)
await connection.run(`create table edges (whole integer, real double, name varchar)`)
await connection.run(`insert into edges values
  (-2147483648, 'nan', ''), (-1, '-inf', 'tab' || chr(9) || 'line' || chr(10)), (0, '-0.0', 'Grüße, 世界 🎉'),
  (2147483647, '4.9406564584124654e-324', repeat('ab', 40000)), (null, null, null), (7, '1.7976931348623157e308', 'x')`)

const copy = (what, file, options = '') =>
  connection.run(`copy ${what} to '${file}.parquet' (format parquet${options && `, ${options}`})`)

// Without room for a dictionary DuckDB writes plain values in version 1, and delta encodings and the like in version 2.
const plainly = 'dictionary_size_limit 1'
const dictionary = 'dictionary_size_limit 1000'
const kinds = {
  'v1-plain': `parquet_version v1, ${plainly}`,
  'v1-dictionary': `parquet_version v1, ${dictionary}`,
  'v2-dictionary': `parquet_version v2, ${dictionary}`,
}
for (const table of ['complete', 'nulls'])
  for (const codec of ['uncompressed', 'snappy', 'gzip'])
    for (const [kind, options] of Object.entries(kinds))
      await copy(table, `duckdb-${kind}-${codec}-${table}`, `${options}, compression ${codec}, row_group_size 2048`)
await copy('edges', 'duckdb-edges')
await copy('(select * from complete where false)', 'duckdb-empty')
await copy('(select case when i >= 3000 then i::integer end as late from range(0, 5000) r(i))', 'duckdb-late', 'row_group_size 2048')

const column = (name, type, encoding, value) => (table, encoded, missing) => ({
  name,
  type,
  nullable: table === 'nulls',
  encoding: encoding ?? encoded,
  data: Array.from({ length: rowCount }, (_, i) => table === 'nulls' && missing(i) ? null : value(i)),
})
const columns = [
  [column('flag', 'BOOLEAN', 'PLAIN', i => i % 3 === 0), i => i % 2 !== 0],
  [column('whole', 'INT32', undefined, i => i % 300 - 150), i => i % 7 === 0],
  [column('real', 'DOUBLE', undefined, i => i % 400 / 8), i => i % 5 === 0],
  [column('name', 'STRING', undefined, i => `é${i % 250}`), i => i % 4 === 1],
]
for (const table of ['complete', 'nulls'])
  for (const codec of ['UNCOMPRESSED', 'SNAPPY', 'GZIP'])
    for (const [kind, encoding] of [['plain', 'PLAIN'], ['dictionary', 'RLE_DICTIONARY']])
      parquetWriteFile({
        filename: `hyparquet-${kind}-${codec.toLowerCase()}-${table}.parquet`,
        codec,
        compressors: { GZIP: bytes => gzipSync(bytes) },
        rowGroupSize: 2048,
        pageSize: 1000,
        columnData: columns.map(([make, missing]) => make(table, encoding, missing)),
      })

const write = (filename, ...columnData) => parquetWriteFile({ filename: `${filename}.parquet`, columnData })
write('hyparquet-run-length-booleans', { name: 'flag', type: 'BOOLEAN', encoding: 'RLE', data: [...Array(40).keys()].map(i => i % 3 === 0) })

// Small ones, to be damaged byte by byte.
const small = '(select * from nulls limit 40)'
await copy(small, 'small-duckdb-snappy')
await copy(small, 'small-duckdb-gzip', 'compression gzip')
write('small-hyparquet', ...columns.map(([make, missing]) => {
  const whole = make('nulls', undefined, missing)
  return { ...whole, data: whole.data.slice(0, 40) }
}))

// Refused: compressions, encodings, types, nested columns, encryption.
for (const codec of ['zstd', 'brotli', 'lz4_raw'])
  await copy('complete', `compression-${codec}`, `compression ${codec}`)
for (const name of ['whole', 'real', 'name'])
  await copy(`(select ${name} from complete)`, `encoding-${name}`, `parquet_version v2, ${plainly}`)
write('encoding-delta-byte-array', { name: 'name', type: 'STRING', encoding: 'DELTA_BYTE_ARRAY', data: ['a', 'ab', 'abc'] })
const refused = {
  bigint: '1::bigint',
  float: '1::float',
  tinyint: '1::tinyint',
  uinteger: '1::uinteger',
  decimal: '1.5::decimal(9, 2)',
  date: `date '2020-01-01'`,
  time: `time '12:00:00'`,
  timestamp: `timestamp '2020-01-01 12:00:00'`,
  blob: `'x'::blob`,
  uuid: 'uuid()',
  struct: `{'inner': 1}`,
  list: '[1, 2]',
  map: 'map {1: 2}',
}
for (const [type, value] of Object.entries(refused))
  await copy(`(select 1 as fine, ${value} as odd)`, `type-${type}`)
// DuckDB writes encrypted files without an extension only when told that the keys need not be strong.
await connection.run(`set force_mbedtls_unsafe = 'true'`)
await connection.run(`pragma add_parquet_key('key', '0123456789112345')`)
await copy('complete', 'encrypted', `encryption_config {footer_key: 'key'}`)
console.log('null')
