import type { Rule } from '../../app/rule';
import type { Problem } from '../../text/problems';
import { OWN_LABELS } from './labels';

/** CPU in thousandths below which a process that is just starting counts as one that has too much to do. */
const SCALED_REQUEST = 250;

const requestIsBelowLimit: Rule = ({ kubernetes, resources }, given) => {
  if (!kubernetes) return undefined;
  const problems: Problem[] = [];
  if (kubernetes.requestCpu > resources.cpu) {
    problems.push({
      option: given('kubernetes.requestCpu') ? 'kubernetes.requestCpu' : 'resources.cpu',
      value: given('kubernetes.requestCpu') ? kubernetes.requestCpu : resources.cpu,
      reason: `reserves more (${String(kubernetes.requestCpu)}) than the container may take (${String(resources.cpu)})`,
      allowed: 'a reservation of at most "resources.cpu"',
      fix: 'lower "kubernetes.requestCpu", or raise "resources.cpu"',
    });
  }
  if (kubernetes.requestMemory > resources.memory) {
    problems.push({
      option: 'kubernetes.requestMemory',
      value: kubernetes.requestMemory,
      reason: `is more than the container may take, ${String(resources.memory)} MiB`,
      allowed: 'at most "resources.memory"',
      fix: 'lower it, or raise "resources.memory"',
    });
  }
  return problems;
};

const autoscalingCanWork: Rule = ({ kubernetes }, given) => {
  const autoscaling = kubernetes?.autoscaling;
  if (!kubernetes || !autoscaling) return undefined;
  const problems: Problem[] = [];
  if (autoscaling.min > autoscaling.max) {
    problems.push({
      option: given('kubernetes.autoscaling.min') ? 'kubernetes.autoscaling.min' : 'kubernetes.autoscaling.max',
      value: given('kubernetes.autoscaling.min') ? autoscaling.min : autoscaling.max,
      reason: `leaves no number of pods: at least ${String(autoscaling.min)} and at most ${String(autoscaling.max)}`,
      allowed: 'a minimum that is not above the maximum',
      fix: 'lower "kubernetes.autoscaling.min", or raise "kubernetes.autoscaling.max"',
    });
  }
  if (given('kubernetes.replicas')) {
    problems.push({
      option: 'kubernetes.replicas',
      value: kubernetes.replicas,
      reason: 'is decided by the autoscaler, and each apply would set it back',
      allowed: 'nothing beside "kubernetes.autoscaling"',
      fix: 'remove it, and set "kubernetes.autoscaling.min"',
    });
  }
  if (kubernetes.requestCpu < SCALED_REQUEST) {
    problems.push({
      option: 'kubernetes.requestCpu',
      value: kubernetes.requestCpu,
      reason: 'is so little that a single request looks like too much to do: the autoscaler counts in percent of it',
      allowed: `at least ${String(SCALED_REQUEST)} with "kubernetes.autoscaling"`,
      fix: 'raise it, or leave it out for 500',
    });
  }
  return problems;
};

const routeLeadsSomewhere: Rule = ({ kubernetes, rootPath }) => {
  const route = kubernetes?.route;
  if (!route) return undefined;
  const problems: Problem[] = [];
  const missing = (option: string, reason: string, allowed: string): void => {
    problems.push({
      option: `kubernetes.route.${option}`,
      reason,
      allowed,
      fix: 'give it, or remove "kubernetes.route"',
    });
  };
  const foreign = (option: string, value: unknown, reason: string): void => {
    const fix = 'remove it, or choose the other "kubernetes.route.kind"';
    problems.push({ option: `kubernetes.route.${option}`, value, reason, allowed: `nothing with ${route.kind}`, fix });
  };
  if (route.host === undefined) missing('host', 'is missing', 'a host name, such as orders.example.com');
  if (route.kind === 'httpRoute') {
    if (route.gateway === undefined)
      missing('gateway', 'is missing: nothing leads to an HTTPRoute but a Gateway', 'the name of a Gateway');
    if (route.ingressClass !== undefined) foreign('ingressClass', route.ingressClass, 'is about an Ingress');
    if (route.tlsSecret !== undefined) foreign('tlsSecret', route.tlsSecret, 'is the business of the Gateway');
  } else {
    if (route.gateway !== undefined) foreign('gateway', route.gateway, 'is about an HTTPRoute');
    if (rootPath !== undefined) {
      problems.push({
        option: 'kubernetes.route.kind',
        value: route.kind,
        reason: `cannot strip "rootPath" (${rootPath}) from requests: an Ingress has no standard word for it`,
        allowed: '"httpRoute" where "rootPath" is set',
        fix: 'choose "httpRoute", remove "rootPath", or write the Ingress in an overlay with the annotation of your controller',
      });
    }
  }
  if (rootPath !== undefined && route.path !== rootPath) {
    problems.push({
      option: 'kubernetes.route.path',
      value: route.path,
      reason: `is not "rootPath" (${rootPath}), the prefix that the app is told of`,
      allowed: 'the same path as "rootPath"',
      fix: 'leave it out, or set both to the same path',
    });
  }
  return problems;
};

const labelsAreNotOurs: Rule = ({ kubernetes }) =>
  OWN_LABELS.filter((label) => Object.hasOwn(kubernetes?.labels ?? {}, label)).map((label) => ({
    option: `kubernetes.labels.${label}`,
    value: kubernetes?.labels[label],
    reason: 'is set already: selectors go by it, and no cluster changes the selector of a Deployment',
    allowed: 'any other label',
    fix: 'remove it; the app is called by "name"',
  }));

/** What Kubernetes would refuse, or could not run. */
export const KUBERNETES_RULES: readonly Rule[] = [
  requestIsBelowLimit,
  autoscalingCanWork,
  routeLeadsSomewhere,
  labelsAreNotOurs,
];
