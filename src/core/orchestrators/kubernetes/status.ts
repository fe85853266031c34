import { ownMember } from '../../input/members';

/** The items of a list, none where it is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text at a path in what the cluster has said. */
export function textOf(value: unknown, ...path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>(ownMember, value);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** What the cluster says of the containers of pods that do not leave, as `kubectl get pods --output=json` gives them. */
export function containersOf(pods: unknown): { readonly key: string; readonly container: unknown }[] {
  return listOf(ownMember(pods, 'items')).flatMap((pod) => {
    if (textOf(pod, 'metadata', 'deletionTimestamp') !== undefined) return [];
    const name = textOf(pod, 'metadata', 'name') ?? '';
    return listOf(ownMember(ownMember(pod, 'status'), 'containerStatuses')).map((container) => ({
      key: `${name} ${textOf(container, 'name') ?? ''}`,
      container,
    }));
  });
}
