import { malformed } from '#fhir/error.ts'
import { asyncCancel, asyncStatus } from './async-job.ts'
import { batch } from './batch.ts'
import { capabilities } from './capabilities.ts'
import type { Context, InteractionRequest, InteractionResponse, Interactions } from './contract.ts'
import { create } from './create.ts'
import { deleteResource } from './delete.ts'
import { history } from './history.ts'
import { operation } from './operations/index.ts'
import { patch } from './patch.ts'
import { read } from './read.ts'
import { search } from './search.ts'
import { transaction } from './transaction.ts'
import { update } from './update.ts'
import { vread } from './vread.ts'

/** FHIR's interactions by name: what `http` is given. */
export const interactions: Interactions = {
  capabilities,
  read,
  vread,
  history,
  create,
  update,
  patch,
  delete: deleteResource,
  search,
  batch: bundle,
  operation,
  asyncStatus,
  asyncCancel,
}

/** A Bundle sent to the base says itself which of the two it is. */
async function bundle(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { resourceType, type } = (request.body ?? {}) as { resourceType?: unknown; type?: unknown }
  if (resourceType === 'Bundle' && type === 'transaction') return transaction(context, request)
  if (resourceType === 'Bundle' && type === 'batch') return batch(context, request)
  throw malformed('structure', 'What is sent to the base is a Bundle of type transaction or batch.', ['Bundle.type'])
}
