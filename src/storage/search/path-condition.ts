const paramPattern = /^[A-Za-z_][A-Za-z0-9_.:-]*$/

/** Does one of the parameter's facts on the row fulfil the condition (SQL/JSON path, about `@`)? `variables` is a place for its `$names`. */
export function pathExists(row: string, param: string, condition: string, variables: string): string {
  return `jsonb_path_exists(${row}.facts, ${pathOf(param, condition)}, ${variables}::jsonb)`
}

/** A parameter's code between SQL quotes. */
export function literal(param: string): string {
  return quoted(checkParam(param))
}

/** Codes come from definitions and are the one thing spelled into statements; what could not be one is a fault of ours. */
export function checkParam(param: string): string {
  if (!paramPattern.test(param)) throw new Error(`Not the code of a search parameter: ${JSON.stringify(param)}`)
  return param
}

function pathOf(param: string, condition: string): string {
  return quoted(`$."${checkParam(param)}"[*] ? (${condition})`)
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
