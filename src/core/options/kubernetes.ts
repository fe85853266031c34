/** What leads requests from outside of the cluster to the app. */
export type RouteKind = 'httpRoute' | 'ingress';

/** Who may open connections, as a NetworkPolicy says it. */
export type NetworkPolicyKind = 'ingress' | 'none';

/** Who decides the numbers of user and group in the container. */
export type KubernetesUser = 'image' | 'platform';

/** How many pods there are, by what they have to do. */
export interface AutoscalingOptions {
  /**
   * Pods at least.
   *
   * @default 2
   * @minimum 1
   * @maximum 1000
   * @asType integer
   */
  readonly min?: number;

  /**
   * Pods at most.
   *
   * @default 10
   * @minimum 1
   * @maximum 1000
   * @asType integer
   */
  readonly max?: number;

  /**
   * Percentage of the CPU that is asked for, `kubernetes.requestCpu`, above which pods are added.
   *
   * @default 70
   * @minimum 1
   * @maximum 100
   * @asType integer
   */
  readonly cpu?: number;
}

/** The way from outside of the cluster to the app. */
export interface RouteOptions {
  /**
   * `httpRoute` of the Gateway API, or the older `ingress`.
   *
   * @default "httpRoute"
   */
  readonly kind?: RouteKind;

  /**
   * Host name at which the app is asked.
   *
   * @default - none: it has to be given
   * @pattern ^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$
   * @maxLength 253
   * @allowed a host name in lower case, such as orders.example.com; its first label may be `*`
   * @fix write the name alone, without scheme, port and path
   */
  readonly host?: string;

  /**
   * Path below which requests are the app's.
   *
   * @default - `rootPath`, or `/`
   * @pattern ^(/|(/[A-Za-z0-9._~-]+)+)$
   * @maxLength 200
   * @allowed an absolute path, such as /orders
   * @fix start it with `/` and end it without one
   */
  readonly path?: string;

  /**
   * Name of the Gateway, with its namespace before a `/` where that is another. For `httpRoute`.
   *
   * @default - none: an `httpRoute` has to name it
   * @pattern ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(/[a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$
   * @maxLength 300
   * @allowed a name, such as public, or namespace/name, such as gateways/public
   * @fix take a name from `kubectl get gateways --all-namespaces`
   */
  readonly gateway?: string;

  /**
   * Name of the ingress class. For `ingress`.
   *
   * @default - the cluster's default class
   * @pattern ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$
   * @maxLength 253
   * @allowed the name of a class, such as nginx
   * @fix take a name from `kubectl get ingressclasses`
   */
  readonly ingressClass?: string;

  /**
   * Name of the Secret with the certificate. For `ingress`: with `httpRoute` it is the Gateway's.
   *
   * @default - none: no TLS
   * @pattern ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$
   * @maxLength 253
   * @allowed the name of a Secret of type kubernetes.io/tls
   * @fix take a name from `kubectl get secrets`
   */
  readonly tlsSecret?: string;
}

/**
 * `kubernetes/base`, with which Kubernetes runs the app, and a first overlay. The group switches it on, also when it is
 * empty.
 */
export interface KubernetesOptions {
  /**
   * Pods of the app, while nothing scales it.
   *
   * @default 2
   * @minimum 1
   * @maximum 1000
   * @asType integer
   */
  readonly replicas?: number;

  /**
   * A HorizontalPodAutoscaler, which decides about the number of pods. The group switches it on, also when it is empty.
   *
   * @default - none
   * @group true
   */
  readonly autoscaling?: AutoscalingOptions;

  /**
   * CPU in thousandths that is reserved for each pod.
   *
   * @default - 100, or 500 with `kubernetes.autoscaling`
   * @minimum 1
   * @maximum 64000
   * @asType integer
   * @fix give thousandths of a CPU: 1000 is a whole one
   */
  readonly requestCpu?: number;

  /**
   * Memory in MiB that is reserved for each pod. Less than `resources.memory` lets more pods on a machine, and lets the
   * machine choose which it kills when they all need it.
   *
   * @default - `resources.memory`
   * @minimum 16
   * @maximum 1048576
   * @asType integer
   * @fix give a number of MiB: 512 is half of a GiB
   */
  readonly requestMemory?: number;

  /**
   * Port of the Service.
   *
   * @default 80
   * @minimum 1
   * @maximum 65535
   * @asType integer
   */
  readonly servicePort?: number;

  /**
   * Environment variables of the container there. They are no place for secrets: see `secrets`. A ConfigMap with the name
   * of the app, if an overlay makes one, is read besides.
   *
   * @default {}
   * @keyPattern ^[A-Za-z_][A-Za-z0-9_]*$
   * @keyMaxLength 200
   * @pattern ^[^\u0000-\u001f\u007f]*$
   * @maxLength 1000
   * @allowed texts in one line, by names of letters, digits and `_`
   * @fix give the value in one line
   */
  readonly env?: { readonly [name: string]: string };

  /**
   * The way from outside of the cluster to the app. The group switches it on.
   *
   * @default - none: the app is reached within the cluster
   * @group true
   */
  readonly route?: RouteOptions;

  /**
   * A NetworkPolicy that lets connections in at the app's port alone, or `none`. Whether it is enforced is up to the
   * network of the cluster.
   *
   * @default "ingress"
   */
  readonly networkPolicy?: NetworkPolicyKind;

  /**
   * Who decides the numbers of user and group: the `image`, or the `platform`, as OpenShift does.
   *
   * @default "image"
   */
  readonly user?: KubernetesUser;

  /**
   * Name of the Secret with which images are pulled.
   *
   * @default - none
   * @pattern ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$
   * @maxLength 253
   * @allowed the name of a Secret of type kubernetes.io/dockerconfigjson
   * @fix take a name from `kubectl get secrets`
   */
  readonly pullSecret?: string;

  /**
   * Name of the priority class of the pods.
   *
   * @default - the cluster's default
   * @pattern ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$
   * @maxLength 253
   * @allowed the name of a class
   * @fix take a name from `kubectl get priorityclasses`
   */
  readonly priorityClass?: string;

  /**
   * Labels of all objects and of the pods, besides their own. They are in no selector.
   *
   * @default {}
   * @keyPattern ^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$
   * @keyMaxLength 253
   * @pattern ^([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?$
   * @maxLength 63
   * @allowed values of at most 63 letters, digits and `._-`, by names such as team or example.com/team
   * @fix begin and end with a letter or digit; what else is to be said is an annotation
   */
  readonly labels?: { readonly [name: string]: string };

  /**
   * Annotations of the pods.
   *
   * @default {}
   * @keyPattern ^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$
   * @keyMaxLength 253
   * @pattern ^[^\u0000-\u0008\u000b-\u001f\u007f]*$
   * @maxLength 10000
   * @allowed texts in one line, by names such as example.com/contact
   * @fix begin and end the name with a letter or digit
   */
  readonly annotations?: { readonly [name: string]: string };

  /**
   * Path of the metrics that a ServiceMonitor has scraped. The cluster has to have the operator of Prometheus.
   *
   * @default - none: no ServiceMonitor
   * @pattern ^(/[A-Za-z0-9._~-]+)+$
   * @maxLength 200
   * @allowed an absolute path, such as /metrics
   * @fix start it with `/` and end it without one
   */
  readonly metricsPath?: string;
}
