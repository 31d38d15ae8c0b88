// Usage: validate.mjs SCHEMA YAML... Prints, as JSON, one list for each YAML file: the places and messages of what the schema refuses in it.
import { readFileSync } from 'node:fs'
import Ajv from 'ajv'
import { parse } from 'yaml'

const [schema, ...files] = process.argv.slice(2)
const validate = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false })
  .compile(JSON.parse(readFileSync(schema, 'utf8')))

console.log(JSON.stringify(files.map(file => {
  validate(parse(readFileSync(file, 'utf8')))
  return (validate.errors ?? []).map(error => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
})))
