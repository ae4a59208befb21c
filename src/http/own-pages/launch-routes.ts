import type { Request } from 'express'
import type { LaunchContext } from '#auth/ehr-launch.ts'
import type { Launcher } from '#auth/launcher.ts'
import { field, fields, sendPage } from '../sign-in/forms.ts'
import { lostPage } from '../sign-in/pages.ts'
import { appAndPatientPage, contextPage } from './launch-pages.ts'
import type { PageRoutes } from './routes.ts'

/** The page from which apps are opened with a patient in context, as an EHR does; for trying apps out and for small sites. */
export function launchRoutes({ get, post }: PageRoutes, launcher: Launcher): void {
  get('/launch', async (visitor, _request, response) => {
    sendPage(response, 200, appAndPatientPage(visitor, await launcher.apps(), await launcher.patients(visitor.user)))
  })

  post('/launch/find', async (visitor, request, response) => {
    const name = field(request, 'name').slice(0, 100)
    sendPage(response, 200, appAndPatientPage(visitor, await launcher.apps(), await launcher.patients(visitor.user, name), { name }))
  })

  post('/launch/context', async (visitor, request, response) => {
    const apps = await launcher.apps()
    const app = apps.find(({ clientId }) => clientId === field(request, 'app'))
    const choices = app && (await launcher.choices(visitor.user, field(request, 'patient')))
    // The form's answer sends the browser on to where the app opens.
    if (app && choices) return sendPage(response, 200, contextPage(visitor, app, choices), [new URL(app.launchUri).origin])
    const trouble = 'Choose one of these.'
    sendPage(response, 400, appAndPatientPage(visitor, apps, await launcher.patients(visitor.user), { trouble }))
  })

  post('/launch/start', async (visitor, request, response) => {
    const address = await launcher.launch(visitor.user, field(request, 'app'), contextOf(request), request.ip)
    if (address === undefined) return sendPage(response, 400, lostPage)
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }).redirect(303, address)
  })
}

function contextOf(request: Request): LaunchContext {
  const [encounter, intent] = [field(request, 'encounter'), field(request, 'intent')]
  const references = fields(request, 'context').map((reference) => ({ reference }))
  return {
    patient: field(request, 'patient'),
    ...(encounter !== '' && { encounter }),
    ...(references.length > 0 && { fhirContext: references }),
    ...(intent !== '' && { intent }),
    ...(field(request, 'banner') === 'here' && { needPatientBanner: false }),
  }
}
