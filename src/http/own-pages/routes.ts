import express, { type Request, type Response, Router } from 'express'
import type { OwnPage } from '#auth/auth-paths.ts'
import type { AuthorizationServer } from '#auth/authorization-server.ts'
import { sameKey, type Visitor } from '#auth/own-pages.ts'
import { comesFromElsewhere, field, longestForm, sendPage } from '../sign-in/forms.ts'
import { strangeFormPage } from '../sign-in/pages.ts'
import { grantsRoutes } from './grants-routes.ts'
import { launchRoutes } from './launch-routes.ts'

/** How one of these pages is answered: to somebody who has signed in, and to forms of its own alone. */
export interface PageRoutes {
  get(path: string, answer: Answer): void
  post(path: string, answer: Answer): void
}

type Answer = (visitor: Visitor, request: Request, response: Response) => Promise<void>

/** Pages on which people deal with this server itself. Who has not signed in does so first. */
export function ownPageRoutes(authorization: AuthorizationServer, issuer: string, { launchPage = false }): Router {
  const { visits } = authorization
  const router = Router()
  const form = express.urlencoded({ extended: false, limit: longestForm })

  const routesOf = (page: OwnPage): PageRoutes => {
    const enter = (response: Response) => response.set('Cache-Control', 'no-store').redirect(303, visits.enterAddress(page))
    const self: PageRoutes = {
      get(path, answer) {
        router.get(path, async (request, response) => {
          const visitor = await visits.visitor(request, response)
          return visitor ? answer(visitor, request, response) : enter(response)
        })
      },
      post(path, answer) {
        router.post(path, form, async (request, response) => {
          const visitor = await visits.visitor(request, response)
          if (!visitor) return enter(response)
          if (!sameKey(visitor.formKey, field(request, 'key')) || comesFromElsewhere(request, issuer)) {
            return sendPage(response, 403, strangeFormPage)
          }
          return answer(visitor, request, response)
        })
      },
    }
    self.post(`/${page}/leave`, async (_visitor, request, response) => {
      await visits.leave(request, response)
      enter(response)
    })
    return self
  }

  grantsRoutes(routesOf('grants'), authorization.grantedApps)
  if (launchPage) launchRoutes(routesOf('launch'), authorization.launcher)
  return router
}
