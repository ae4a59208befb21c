import type { GrantedApps } from '#auth/granted-apps.ts'
import { field, sendPage } from '../sign-in/forms.ts'
import { grantsPage } from './grants-page.ts'
import type { PageRoutes } from './routes.ts'

/**
 * The page on which people see what they granted and take it back.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#metadata (management_endpoint)
 */
export function grantsRoutes({ get, post }: PageRoutes, grantedApps: GrantedApps): void {
  get('/grants', async (visitor, request, response) => {
    sendPage(response, 200, grantsPage(visitor, await grantedApps.of(visitor.user), request.url.endsWith('?withdrawn')))
  })

  // What is withdrawn already, or was never theirs, is answered alike: it is not there.
  post('/grants/withdraw', async (visitor, request, response) => {
    await grantedApps.withdraw(visitor.user, field(request, 'grant').slice(0, 200), request.ip)
    response.set('Cache-Control', 'no-store').redirect(303, '/auth/grants?withdrawn')
  })
}
