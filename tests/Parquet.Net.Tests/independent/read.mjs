// Reads Parquet files with DuckDB and with hyparquet. Takes a JSON list of paths on standard input, prints a JSON list with
// what each reader found in each file: columns ("name TYPE REQUIRED"), rows of each row group, compression, and the values
// of each column over all row groups; from hyparquet also the statistics of each row group.
import { readFileSync } from 'node:fs'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { connect, plain, quoted } from './shared.mjs'

const connection = await connect()

async function rowsOf(sql) {
  return (await connection.runAndReadAll(sql)).getRowObjects()
}

async function readWithDuckDb(path) {
  const file = quoted(path)
  const schema = await rowsOf(`select name, duckdb_type, repetition_type from parquet_schema(${file})
    where column_id > 0 order by column_id`)
  const groups = await rowsOf(`select distinct row_group_id, row_group_num_rows from parquet_metadata(${file}) order by 1`)
  const codecs = await rowsOf(`select distinct compression from parquet_metadata(${file}) order by 1`)
  const rows = (await connection.runAndReadAll(`select * from read_parquet(${file})`)).getRows()
  return {
    columns: schema.map(column => `${column.name} ${column.duckdb_type} ${column.repetition_type}`),
    rowGroups: groups.map(group => Number(group.row_group_num_rows)),
    codecs: codecs.map(codec => codec.compression),
    values: schema.map((_, index) => rows.map(row => plain(row[index]))),
  }
}

const types = { BOOLEAN: 'BOOLEAN', INT32: 'INTEGER', DOUBLE: 'DOUBLE', 'BYTE_ARRAY UTF8': 'VARCHAR' }

// The type as DuckDB names it, where we know both names.
function typeOf({ type, converted_type }) {
  const name = [type, converted_type].join(' ').trim()
  return types[name] ?? name
}

async function readWithHyparquet(path) {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file)
  const schema = metadata.schema.slice(1)
  const rows = await parquetReadObjects({ file, metadata })
  const chunks = metadata.row_groups.flatMap(group => group.columns)
  return {
    columns: schema.map(column => `${column.name} ${typeOf(column)} ${column.repetition_type}`),
    rowGroups: metadata.row_groups.map(group => Number(group.num_rows)),
    codecs: [...new Set(chunks.map(chunk => chunk.meta_data.codec))],
    values: schema.map(({ name }) => rows.map(row => plain(row[name]))),
    statistics: metadata.row_groups.map(group => group.columns.map(({ meta_data: { statistics } }) => ({
      nullCount: Number(statistics.null_count),
      min: plain(statistics.min_value),
      max: plain(statistics.max_value),
    }))),
  }
}

const found = []
for (const path of JSON.parse(readFileSync(0, 'utf8')))
  found.push({ duckdb: await readWithDuckDb(path), hyparquet: await readWithHyparquet(path) })
console.log(JSON.stringify(found))
