import { refuses } from '../../../vocabulary/finding.ts'
import type { Activity } from '../../case/activity.ts'
import { said } from '../../case/statement.ts'
import { icp } from '../../requirements/icp.ts'
import type { ContentRule } from './rule.ts'

/** The plan lists the services now received, each with its provider, the need and its start, or says there are none. */
export const currentServices: ContentRule = {
  cites: icp['CARES-ICP-10'],
  judge({ activities, statements }) {
    const services = activities.filter(({ kind }) => kind === 'current-service')
    if (services.length === 0) {
      if (said(statements, 'services')?.answer === 'none') return []
      return [
        refuses(
          this.cites,
          'required',
          'The plan lists no service now received. Add them as current-service activities, or an icp-statement about services with answer none.',
          'CarePlan.activity',
        ),
      ]
    }
    return services.flatMap((service) => {
      const missing = lacking(service)
      if (missing.length === 0) return []
      return [refuses(this.cites, 'required', `A service now received lacks ${missing.join(', ')}.`, service.at, service.source)]
    })
  },
}

function lacking({ text, performers, performerRoles, reasons, on }: Activity): string[] {
  return [
    ...(text ? [] : ['what it is (code)']),
    ...(performers.length > 0 || performerRoles.length > 0 ? [] : ['its provider (performer)']),
    ...(reasons.length > 0 ? [] : ['the need (reasonReference)']),
    ...(on ? [] : ['its start (occurrencePeriod.start)']),
  ]
}
