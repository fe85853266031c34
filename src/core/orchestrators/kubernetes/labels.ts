import type { RuntimeContract } from '../../app/runtime-contract';
import type { ResolvedKubernetes } from '../../app/resolved';

/** What all builders of objects are given. */
export interface Subject {
  readonly contract: RuntimeContract;
  readonly kubernetes: ResolvedKubernetes;
}

/** Label by which a selector knows the pods. Selectors cannot be changed, so that nothing in it follows an option. */
export const NAME_LABEL = 'app.kubernetes.io/name';

/** Label, with its value, by which an object of ours is known from a person's: no other is ever removed. */
export const MANAGED_BY = ['app.kubernetes.io/managed-by', 'fastapi-container'] as const;

/** Labels that we set ourselves. */
export const OWN_LABELS: readonly string[] = [NAME_LABEL, MANAGED_BY[0], 'app.kubernetes.io/component'];

/** What selects the pods of the app. */
export function selector({ contract }: Subject): Record<string, string> {
  return { [NAME_LABEL]: contract.name };
}

/** Labels of objects and pods. */
export function labels(subject: Subject): Record<string, string> {
  return {
    ...selector(subject),
    [MANAGED_BY[0]]: MANAGED_BY[1],
    ...subject.kubernetes.labels,
  };
}

/** What each object begins with. */
export interface Head {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
}

/** Head of an object that is called as the app. */
export function head(apiVersion: string, kind: string, subject: Subject): Head {
  return { apiVersion, kind, metadata: { name: subject.contract.name, labels: labels(subject) } };
}
