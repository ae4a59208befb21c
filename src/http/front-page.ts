import { authPaths } from '#auth/auth-paths.ts'

/** The page for somebody who opens the server in a browser: what this is, and where everything is. */
export function frontPage(baseUrl: string): string {
  const links = [
    ['/fhir/R4/metadata', 'CapabilityStatement: what the FHIR server answers'],
    ['/fhir/R4/.well-known/smart-configuration', 'How apps and systems ask for a token (SMART App Launch, Backend Services)'],
    ['/auth/grants', 'Which apps you gave access, and how to take it back'],
    ['/ig/', 'Implementation guide: profiles, rules and where each comes from'],
    ['/health/ready', 'Is it ready?'],
    ['/metrics', 'Measurements, for Prometheus (with a token of their own, or from this machine)'],
  ]
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>cares-fhir</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; color: #1b1b1b }
  code { background: #f2f2f2; padding: 0 .25em }
  li { margin: .4rem 0 }
</style>
<h1>cares-fhir</h1>
<p>A FHIR R4 server that holds, decides and shares the care of children with complex medical needs,
  for MassHealth CARES for Kids.</p>
<ul>
${links.map(([path, means]) => `  <li><a href="${path!.slice(1)}">${path}</a>: ${means}</li>`).join('\n')}
</ul>
<p>FHIR base: <code>${escapeHtml(baseUrl)}/fhir/R4</code>. Token endpoint: <code>${escapeHtml(baseUrl)}${authPaths.token}</code>.</p>
</html>
`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
