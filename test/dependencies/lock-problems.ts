/** What is asked of a lock file here. */
export interface Lock {
  lockfileVersion: number
  packages: { [path: string]: { resolved?: string; integrity?: string; link?: boolean; hasInstallScript?: boolean; inBundle?: boolean } }
}

/** What is asked of the package's own description. */
export interface Manifest {
  dependencies?: { [name: string]: string }
  devDependencies?: { [name: string]: string }
  optionalDependencies?: { [name: string]: string }
}

const registry = 'https://registry.npmjs.org/'

/** Whatever in a lock file does not come from the public registry with a checksum, or is not one exact version: one sentence each. */
export function lockProblems({ lockfileVersion, packages }: Lock, manifest: Manifest): string[] {
  const problems: string[] = []
  if (lockfileVersion < 3) problems.push(`lockfileVersion is ${lockfileVersion}, not 3`)
  for (const [path, { resolved, integrity, link, inBundle }] of Object.entries(packages)) {
    // The project itself; and what came within another package's archive, whose checksum counts for it.
    if (path === '' || inBundle) continue
    if (link) problems.push(`${path} is a link to a folder`)
    // Without an address it comes from whichever registry npm is set to, and the checksum says what it must be.
    else if (resolved !== undefined && !resolved.startsWith(registry)) problems.push(`${path} comes from ${resolved}, not from ${registry}`)
    if (!link && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? '')) problems.push(`${path} has no sha512 checksum`)
  }
  const { dependencies, devDependencies, optionalDependencies } = manifest
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
    if (!/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version)) problems.push(`package.json: ${name} is ${version}, not one exact version`)
  }
  return problems
}
