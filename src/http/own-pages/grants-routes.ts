import type { GrantedApps } from '#auth/granted-apps.ts'
import { field, sendPage } from '../sign-in/forms.ts'
import { grantsPage } from './grants-page.ts'
import type { PageRoutes } from './routes.ts'

/**
 * The page on which people see what they granted and take it back.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#metadata (management_endpoint)
 */
export function grantsRoutes({ get, post }: PageRoutes, grantedApps: GrantedApps): void {
  get('/grants', async (visitor, _request, response) => {
    sendPage(response, 200, grantsPage(visitor, await grantedApps.of(visitor.user)))
  })

  // What is withdrawn already, or was never theirs, is answered alike: it is not there.
  post('/grants/withdraw', async (visitor, request, response) => {
    const done = await grantedApps.withdraw(visitor.user, field(request, 'grant').slice(0, 200), request.ip)
    // Said to the form itself, and at no address: a link from elsewhere must not be able to make the page say it.
    const says = done ? 'The access was withdrawn. It ended at once.' : 'There is no such access any more.'
    sendPage(response, done ? 200 : 404, grantsPage(visitor, await grantedApps.of(visitor.user), says))
  })
}
