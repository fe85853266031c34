import type { RuntimeContract } from '../../app/runtime-contract';
import { saying } from '../saying';
import { placeEnvironment } from '../environment';
import { HTTP, METRICS, graceSeconds } from './chain';
import { selector, type Subject } from './labels';

/** Seconds after which a pod without an answer takes no traffic: `READY.failures` questions of `READY.period`. */
const READY = { period: 5, failures: 3 } as const;

/** Seconds between two questions at most whether a process is alive: nothing else finds out that one hangs. */
const LIVE_PERIOD = 10;

/** MiB of disk that are reserved for logs, and that logs and writable directories may take together. */
const DISK = { request: 64, besides: 192 } as const;

function mebibytes(count: number): string {
  return `${String(count)}Mi`;
}

/** Thousandths of a CPU as Kubernetes writes them. */
function cpus(thousandths: number): string {
  return thousandths % 1000 === 0 ? String(thousandths / 1000) : `${String(thousandths)}m`;
}

function question({ probes }: RuntimeContract, path: string): object {
  const headers = probes.host === undefined ? {} : { httpHeaders: [{ name: 'Host', value: probes.host }] };
  return { httpGet: { path, port: HTTP, ...headers }, timeoutSeconds: probes.timeout };
}

function probes(contract: RuntimeContract): object {
  const { live, ready, interval, retries, startPeriod } = contract.probes;
  return {
    // Once a second: the pod takes traffic, and the others count, from its first answer on.
    startupProbe: { ...question(contract, live), periodSeconds: 1, failureThreshold: Math.max(1, startPeriod) },
    livenessProbe: {
      ...question(contract, live),
      periodSeconds: Math.min(interval, LIVE_PERIOD),
      failureThreshold: retries,
    },
    readinessProbe: { ...question(contract, ready), periodSeconds: READY.period, failureThreshold: READY.failures },
  };
}

/** A text in which Kubernetes replaces no variable. */
function literal(text: string): string {
  return text.replaceAll('$(', () => '$$(');
}

function environment({ contract, kubernetes }: Subject): object[] {
  const values = { ...placeEnvironment(contract, 'drains'), ...kubernetes.env };
  return Object.entries(values).map(([name, value]) => ({ name, value: literal(value) }));
}

function resources({ contract, kubernetes }: Subject): object {
  const { memory, cpu, temporary } = contract.resources;
  return {
    requests: {
      cpu: cpus(kubernetes.requestCpu),
      memory: mebibytes(kubernetes.requestMemory),
      'ephemeral-storage': mebibytes(DISK.request),
    },
    limits: { cpu: cpus(cpu), memory: mebibytes(memory), 'ephemeral-storage': mebibytes(temporary + DISK.besides) },
  };
}

/** What a server that drains itself needs nobody to do for it. */
function lifecycle({ contract: { drain } }: Subject): object | undefined {
  if (drain.by === 'server' || drain.seconds === 0) return undefined;
  return { preStop: { sleep: { seconds: drain.seconds } } };
}

/** Name of the volume of a directory: `tmp` for `/tmp`. */
function volumeName(path: string): string {
  return path.slice(1).replaceAll('/', '-');
}

function ports({ port, metrics }: RuntimeContract): object[] {
  return [
    { name: HTTP, containerPort: port, protocol: 'TCP' },
    ...(metrics ? [{ name: METRICS, containerPort: metrics.port, protocol: 'TCP' }] : []),
  ];
}

function container(subject: Subject, role: 'serves' | 'migrates'): object {
  const { contract } = subject;
  const { name, image, secrets, migration, writable } = contract;
  const serves = role === 'serves';
  return saying({
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    args: serves ? [] : migration.map(literal),
    ports: serves ? ports(contract) : [],
    env: environment(subject),
    envFrom: [{ configMapRef: { name, optional: true } }],
    resources: resources(subject),
    securityContext: {
      allowPrivilegeEscalation: !contract.noNewPrivileges,
      capabilities: { drop: contract.droppedCapabilities },
      privileged: false,
      readOnlyRootFilesystem: contract.readOnlyRoot,
    },
    ...(serves ? probes(contract) : {}),
    lifecycle: serves ? lifecycle(subject) : undefined,
    // The traceback of a failed start, for `kubectl describe`.
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [
      ...writable.map((mountPath) => ({ name: volumeName(mountPath), mountPath })),
      ...(secrets.names.length === 0 ? [] : [{ name: 'secrets', mountPath: secrets.directory, readOnly: true }]),
    ],
  });
}

function volumes({
  contract: {
    name,
    writable,
    secrets,
    resources: { temporary },
  },
}: Subject): object[] {
  const items = secrets.names.map((key) => ({ key, path: key }));
  return [
    ...writable.map((path) => ({
      name: volumeName(path),
      emptyDir: { sizeLimit: mebibytes(temporary) },
    })),
    ...(items.length === 0 ? [] : [{ name: 'secrets', secret: { secretName: name, items, defaultMode: 0o440 } }]),
  ];
}

function securityContext({ contract: { user }, kubernetes }: Subject): object {
  const ids = { runAsUser: user, runAsGroup: user, fsGroup: user };
  return {
    runAsNonRoot: true,
    ...(kubernetes.user === 'image' ? ids : {}),
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** Pods on machines and in zones of their own, as far as there are any. */
function spread(subject: Subject): object {
  const labelSelector = { matchLabels: selector(subject) };
  const over = (topologyKey: string) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector,
    matchLabelKeys: ['pod-template-hash'],
  });
  return {
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector } },
        ],
      },
    },
    topologySpreadConstraints: [over('kubernetes.io/hostname'), over('topology.kubernetes.io/zone')],
  };
}

/** The pod, as it serves, or as it migrates what the app keeps. */
export function podSpec(subject: Subject, role: 'serves' | 'migrates'): object {
  const { contract, kubernetes } = subject;
  return saying({
    // A migration comes before everything else, also before the app's own account.
    serviceAccountName: role === 'serves' ? contract.name : undefined,
    // The app never asks the API server.
    automountServiceAccountToken: false,
    // A Service called uvicorn would set UVICORN_PORT.
    enableServiceLinks: false,
    imagePullSecrets: kubernetes.pullSecret === undefined ? [] : [{ name: kubernetes.pullSecret }],
    priorityClassName: kubernetes.priorityClass,
    ...(role === 'serves' ? { terminationGracePeriodSeconds: graceSeconds(contract), ...spread(subject) } : {}),
    restartPolicy: role === 'serves' ? undefined : 'Never',
    securityContext: securityContext(subject),
    containers: [container(subject, role)],
    volumes: volumes(subject),
  });
}
