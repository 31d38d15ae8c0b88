// Wrote the files in this folder, with @duckdb/node-api 1.5.6-r.1 and hyparquet-writer 0.17.0:
//   npm install @duckdb/node-api@1.5.6-r.1 hyparquet-writer@0.17.0 && node make.mjs
import { DuckDBInstance } from '@duckdb/node-api'
import { parquetWriteFile } from 'hyparquet-writer'

const database = await DuckDBInstance.create(':memory:')
const duckdb = await database.connect()
await duckdb.run(`create table complete as select
  (i % 3 = 0) as flag, i::integer as whole, (i * 10000000000)::bigint as big,
  (i / 4)::float as single, (i / 8.0)::double as real, 'name ' || (i % 5) as name
  from range(0, 40) r(i)`)
await duckdb.run(`create table nulls as select
  case when i % 2 = 0 then (i % 4 = 0) end as flag,
  case when i % 3 <> 0 then i::integer end as whole,
  case when i % 5 <> 0 then (-i)::bigint end as big,
  case when i > 10 then (i / 4.0)::float end as single,
  case when i <> 7 then (i / 8.0)::double end as real,
  case when i % 4 <> 1 then 'é' || i end as name
  from range(0, 40) r(i)`)
await duckdb.run(`copy complete to 'duckdb-snappy.parquet' (format parquet)`)
await duckdb.run(`copy nulls to 'duckdb-gzip-nulls.parquet' (format parquet, compression gzip)`)
// Outside what we read: delta encodings, zstd.
await duckdb.run(`copy complete to 'duckdb-v2.parquet' (format parquet, parquet_version v2)`)
await duckdb.run(`copy complete to 'duckdb-zstd.parquet' (format parquet, compression zstd)`)

const rows = [...Array(40).keys()]
parquetWriteFile({
  filename: 'hyparquet-writer.parquet',
  columnData: [
    { name: 'flag', type: 'BOOLEAN', data: rows.map(i => i % 3 === 0) },
    { name: 'whole', type: 'INT32', data: rows },
    { name: 'big', type: 'INT64', data: rows.map(i => BigInt(i) * 10000000000n) },
    { name: 'single', type: 'FLOAT', data: rows.map(i => i / 4) },
    { name: 'real', type: 'DOUBLE', data: rows.map(i => i / 8) },
    { name: 'name', type: 'STRING', data: rows.map(i => 'name ' + i % 5) },
  ],
})
parquetWriteFile({
  filename: 'hyparquet-writer-nulls.parquet',
  codec: 'UNCOMPRESSED',
  columnData: [
    { name: 'flag', type: 'BOOLEAN', nullable: true, data: rows.map(i => i % 2 === 0 ? i % 4 === 0 : null) },
    { name: 'whole', type: 'INT32', nullable: true, data: rows.map(i => i % 3 ? i : null) },
    { name: 'big', type: 'INT64', nullable: true, data: rows.map(i => i % 5 ? BigInt(-i) : null) },
    { name: 'single', type: 'FLOAT', nullable: true, data: rows.map(i => i > 10 ? i / 4 : null) },
    { name: 'real', type: 'DOUBLE', nullable: true, data: rows.map(i => i !== 7 ? i / 8 : null) },
    { name: 'name', type: 'STRING', nullable: true, data: rows.map(i => i % 4 !== 1 ? 'é' + i : null) },
  ],
})
