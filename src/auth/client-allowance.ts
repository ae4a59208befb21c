import { errors, type Provider } from 'oidc-provider'

/** Counts by client; both return 0, or the seconds until it may ask again. */
export interface ClientAllowance {
  /** Counts one. */
  take(clientId: string): number
  left(clientId: string): number
}

/** Where a client must prove who it is. */
const routes = new Set(['token', 'revocation', 'introspection'])

/**
 * Bounds what one client is given in a minute. Counted is what it got once it had proved who it is: nobody uses up another's
 * count by naming them. Asked is before anything is proved, so that a refusal costs next to nothing.
 */
export function boundEachClient(provider: Provider, clients: ClientAllowance): void {
  const { entity } = provider.OIDCContext.prototype
  provider.OIDCContext.prototype.entity = function (key: string, value: unknown) {
    const context = this as unknown as { route: string; ctx: { set(name: string, value: string): void } }
    const clientId = key === 'Client' && routes.has(context.route) ? (value as { clientId: string }).clientId : undefined
    const seconds = clientId === undefined ? 0 : clients.left(clientId)
    if (seconds > 0) {
      context.ctx.set('Retry-After', String(seconds))
      throw Object.assign(new errors.OIDCProviderError(429, 'temporarily_unavailable'), {
        error_description: `this client reached what is answered in a minute; go on in ${seconds} seconds`,
      })
    }
    entity.call(this, key, value)
  }
  provider.use(async (ctx, next) => {
    await next()
    const clientId = ctx.oidc?.entities.Client?.clientId
    if (clientId !== undefined && routes.has(ctx.oidc.route) && ctx.status < 400) clients.take(clientId)
  })
}
