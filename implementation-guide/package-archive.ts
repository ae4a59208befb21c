import { createGzip } from 'node:zlib'
import { pack } from 'tar-stream'
import { type Definitions, pageOf } from './definitions.ts'

/** The guide as a FHIR package (`package.tgz`), the same bytes for the same definitions. */
export async function packageArchive(definitions: Definitions): Promise<Buffer> {
  const archive = pack()
  const add = (name: string, content: unknown) =>
    archive.entry({ name: `package/${name}`, mtime: new Date(0) }, `${JSON.stringify(content, null, 2)}\n`)
  const files = [
    ...definitions.all.map((resource) => ({ name: `${pageOf(resource)}.json`, resource })),
    ...definitions.examples.map((resource) => ({ name: `example/${pageOf(resource)}.json`, resource })),
  ]
  add('package.json', {
    name: 'cares-fhir',
    version: '0.1.0',
    canonical: 'https://cares-fhir.example.org',
    title: 'CARES for Kids on FHIR',
    description: 'Profiles, extensions, codes and operations of CARES for Kids on FHIR.',
    fhirVersions: ['4.0.1'],
    license: 'Apache-2.0',
    dependencies: { 'hl7.fhir.r4.core': '4.0.1', 'hl7.fhir.us.core': '6.1.0' },
  })
  add('.index.json', {
    'index-version': 1,
    files: files
      .filter(({ name }) => !name.startsWith('example/'))
      .map(({ name, resource }) => ({ filename: name, resourceType: resource.resourceType, id: resource.id, url: resource.url })),
  })
  for (const { name, resource } of files) add(name, resource)
  archive.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of archive.pipe(createGzip({ level: 9 }))) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
