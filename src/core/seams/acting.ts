import type { ResolvedApp } from '../app/resolved';
import { requestLogOf } from '../observability/logging';
import { protectionOf } from '../protection/middleware';

/** Options of an app that have an effect only where the application calls the managed package. */
export function optionsThatAct(app: ResolvedApp): string[] {
  const { requestId, json } = requestLogOf(app);
  const { bodyLimit, securityHeaders, cors, hosts } = protectionOf(app);
  return [
    ...(cors ? ['cors'] : []),
    ...(hosts.length > 0 ? ['trustedHosts'] : []),
    ...(bodyLimit === undefined ? [] : ['maxBodySize']),
    ...(securityHeaders ? ['securityHeaders'] : []),
    ...(app.docs === 'cdn' ? [] : ['docs']),
    ...(app.database === 'none' ? [] : ['database']),
    ...(app.cache === 'none' ? [] : ['cache']),
    ...(app.metrics === 'none' ? [] : ['metrics']),
    ...(json ? ['logFormat'] : []),
    ...(requestId ? ['requestId'] : []),
  ];
}
