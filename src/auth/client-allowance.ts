import { errors, Provider } from 'oidc-provider'

/** Counts by client; both give 0, or the seconds until it may ask again. */
export interface ClientAllowance {
  /** Counts one. */
  take(clientId: string): number | Promise<number>
  left(clientId: string): number | Promise<number>
}

/** Where a client must prove who it is. */
const routes = new Set(['token', 'revocation', 'introspection'])

/**
 * Bounds what one client is given in a minute. Counted is what it got once it had proved who it is: nobody uses up another's
 * count by naming them. Asked is as soon as it is known whom the request names, before anything is proved, so that a refusal costs
 * next to nothing.
 */
export function boundEachClient(provider: Provider, clients: ClientAllowance): void {
  const { find } = provider.Client
  provider.Client.find = async function (this: unknown, id: string) {
    const client = await find.call(this, id)
    const { ctx } = Provider
    // Clients that are looked up later, as that of a token to be told of, are none that ask.
    if (client === undefined || !routes.has(ctx?.oidc?.route ?? '') || ctx?.oidc.entities.Client !== undefined) return client
    const seconds = await clients.left(client.clientId)
    if (seconds === 0) return client
    ctx!.set('Retry-After', String(seconds))
    throw Object.assign(new errors.OIDCProviderError(429, 'temporarily_unavailable'), {
      error_description: `this client reached what is answered in a minute; go on in ${seconds} seconds`,
    })
  } as typeof find
  provider.use(async (ctx, next) => {
    await next()
    const clientId = ctx.oidc?.entities.Client?.clientId
    if (clientId !== undefined && routes.has(ctx.oidc.route) && ctx.status < 400) await clients.take(clientId)
  })
}
