import type { YAMLMap } from 'yaml';
import { yamlLibrary } from '../../text/yaml-library';
import { append } from '../../text/lists';

/** Keys whose lists take the place of those of the service that is extended. */
const REPLACED = new Set(['command', 'entrypoint']);

/** A map with what another one has besides, as Compose puts the two together: lists are added up, texts replaced. */
function withBase(own: YAMLMap, base: YAMLMap): YAMLMap {
  const { isMap, isScalar, isSeq, Pair, YAMLMap: MapOf, YAMLSeq } = yamlLibrary();
  const result = new MapOf();
  result.range = own.range ?? null;
  result.items = own.items.map((pair) => {
    const key = isScalar(pair.key) ? pair.key.value : pair.key;
    const below: unknown = base.get(key, true);
    if (isMap(pair.value) && isMap(below)) return new Pair(pair.key, withBase(pair.value, below));
    if (!isSeq(pair.value) || !isSeq(below) || REPLACED.has(String(key))) return pair;
    const both = new YAMLSeq();
    both.range = pair.value.range ?? null;
    both.items = [...pair.value.items, ...below.items];
    return new Pair(pair.key, both);
  });
  const has = ({ key }: (typeof base.items)[number]) => own.has(isScalar(key) ? key.value : key);
  append(
    result.items,
    base.items.filter((pair) => !has(pair)),
  );
  return result;
}

/** A service with what it takes over from another one of the same file. */
function extended(service: YAMLMap, services: YAMLMap, deepest = 10): YAMLMap {
  const { isMap } = yamlLibrary();
  const from: unknown = service.get('extends');
  const name = isMap(from) ? (from.has('file') ? undefined : from.get('service')) : from;
  const base: unknown = typeof name === 'string' ? services.get(name) : undefined;
  return isMap(base) && deepest > 0 ? withBase(service, extended(base, services, deepest - 1)) : service;
}

/** The services of a compose file that are maps, with what they take over from each other. */
export function servicesIn(root: unknown): YAMLMap[] {
  const { isMap } = yamlLibrary();
  const services: unknown = isMap(root) ? root.get('services') : undefined;
  if (!isMap(services)) return [];
  return services.items.flatMap(({ value }) => (isMap(value) ? [extended(value, services)] : []));
}
