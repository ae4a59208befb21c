// SMART App Launch without a library, to be read: https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html
const redirectUri = `${location.origin}/`
const dataScopes = 'openid fhirUser patient/*.rs'
const part = (id) => document.getElementById(id)
const say = (text) => {
  part('says').textContent = text
}

const { fhirBaseUrl, clientId } = await (await fetch('settings.json')).json()
const asked = new URLSearchParams(location.search)
part('grants').href = new URL('/auth/grants', fhirBaseUrl).href
part('start').addEventListener('click', () => begin('launch/patient').catch(told))

try {
  if (asked.has('error')) say(`The server said no: ${asked.get('error_description') ?? asked.get('error')}.`)
  else if (asked.has('code')) await show(await redeem())
  else if (asked.has('launch')) {
    // Another server's launch is not for this app: it must not be led to sign in elsewhere.
    if (asked.get('iss') !== fhirBaseUrl) throw new Error(`This app works with ${fhirBaseUrl} only.`)
    await begin('launch', asked.get('launch'))
  }
} catch (error) {
  told(error)
}
part('start').hidden = asked.has('code') || asked.has('launch')

function told(error) {
  say(error.message)
  part('start').hidden = false
}

/** Sends the browser to sign in; what must be known afterwards waits in this tab. */
async function begin(context, launch) {
  const state = random()
  const verifier = random()
  sessionStorage.setItem('begun', JSON.stringify({ state, verifier }))
  const challenge = base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)))
  const request = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: `${context} ${dataScopes}`,
    state,
    aud: fhirBaseUrl,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...(launch && { launch }),
  }
  const { authorization_endpoint: door } = await configuration()
  location.assign(`${door}?${new URLSearchParams(request)}`)
}

/** Exchanges the code for a token, which lives in this page alone. */
async function redeem() {
  const { state, verifier } = JSON.parse(sessionStorage.getItem('begun') ?? '{}')
  sessionStorage.removeItem('begun')
  // The code is worth nothing any more, and need not stand in the address.
  history.replaceState(null, '', '/')
  if (state === undefined || state !== asked.get('state')) throw new Error('This answer belongs to another question. Begin again.')
  const form = {
    grant_type: 'authorization_code',
    code: asked.get('code'),
    redirect_uri: redirectUri,
    client_id: clientId,
    code_verifier: verifier,
  }
  const { token_endpoint: door } = await configuration()
  const answer = await fetch(door, { method: 'POST', body: new URLSearchParams(form) })
  const token = await answer.json()
  if (!answer.ok) throw new Error(`No token: ${token.error_description ?? token.error}.`)
  return token
}

async function show({ access_token: token, patient }) {
  const get = (path, accept) => fetch(`${fhirBaseUrl}/${path}`, { headers: { Authorization: `Bearer ${token}`, Accept: accept } })
  const json = 'application/fhir+json'
  const { name = [] } = await (await get(`Patient/${patient}`, json)).json()
  const [{ given = [], family = '' } = {}] = name
  const plan = await get(`Patient/${patient}/$emergency-plan`, 'text/html')
  if (plan.ok) {
    say(`The emergency plan of ${[...given, family].join(' ')}:`)
    // Nothing in it runs: the frame is sandboxed.
    part('plan').srcdoc = await plan.text()
    part('plan').hidden = false
  } else if (plan.status === 404) say('There is no emergency plan of this person that you may see.')
  else say(`The server answered ${plan.status}: ${reasonOf(await plan.text())}`)
  part('more').hidden = false
}

function reasonOf(text) {
  try {
    return JSON.parse(text)
      .issue.map(({ diagnostics }) => diagnostics)
      .join(' ')
  } catch {
    return text.slice(0, 200)
  }
}

async function configuration() {
  return (await fetch(`${fhirBaseUrl}/.well-known/smart-configuration`)).json()
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)))
}

function base64url(bytes) {
  const letters = btoa(String.fromCharCode(...new Uint8Array(bytes)))
  return letters.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
