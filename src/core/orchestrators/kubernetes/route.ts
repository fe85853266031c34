import type { ResolvedRoute } from '../../app/resolved';
import { saying } from '../saying';
import { HTTP } from './chain';
import { head, type Subject } from './labels';

/** A Gateway by its name, and its namespace where that is said. */
function gatewayReference(gateway: string): object {
  const [first = '', second] = gateway.split('/');
  return second === undefined ? { name: first } : { namespace: first, name: second };
}

function httpRoute(subject: Subject, { host = '', path, gateway = '' }: ResolvedRoute, stripped: boolean): object {
  const { name } = subject.contract;
  // The app is told of the prefix by `rootPath`, and does not see it.
  const rewrite = {
    type: 'URLRewrite',
    urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } },
  };
  return {
    ...head('gateway.networking.k8s.io/v1', 'HTTPRoute', subject),
    spec: {
      parentRefs: [gatewayReference(gateway)],
      hostnames: [host],
      rules: [
        saying({
          matches: [{ path: { type: 'PathPrefix', value: path } }],
          filters: stripped ? [rewrite] : [],
          backendRefs: [{ name, port: subject.kubernetes.servicePort }],
        }),
      ],
    },
  };
}

function ingress(subject: Subject, { host = '', path, ingressClass, tlsSecret }: ResolvedRoute): object {
  const backend = { service: { name: subject.contract.name, port: { name: HTTP } } };
  return {
    ...head('networking.k8s.io/v1', 'Ingress', subject),
    spec: saying({
      ingressClassName: ingressClass,
      tls: tlsSecret === undefined ? [] : [{ hosts: [host], secretName: tlsSecret }],
      rules: [{ host, http: { paths: [{ path, pathType: 'Prefix', backend }] } }],
    }),
  };
}

/** The way from outside of the cluster. */
export function route(subject: Subject, given: ResolvedRoute, rootPath: string | undefined): object {
  return given.kind === 'ingress' ? ingress(subject, given) : httpRoute(subject, given, rootPath !== undefined);
}
