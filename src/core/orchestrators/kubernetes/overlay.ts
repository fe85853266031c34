import type { Document, YAMLMap, YAMLSeq } from 'yaml';
import { MANAGED_BY } from './labels';
import { yamlLibrary } from '../../text/yaml-library';

/**
 * What has to be asked for anew, whatever a machine has of the same name: linters ask for it beside a digest. Of our objects
 * alone.
 */
const ALWAYS = {
  target: { kind: 'Deployment|Job', labelSelector: MANAGED_BY.join('=') },
  patch: JSON.stringify([{ op: 'add', path: '/spec/template/spec/containers/0/imagePullPolicy', value: 'Always' }]),
};

/** A list that begins below its key, as many people write it. */
const UNINDENTED = /^\w+:[ \t]*\n- /m;

function listAt(document: Document, key: string): YAMLSeq {
  const { isSeq } = yamlLibrary();
  const present = document.get(key);
  if (isSeq(present)) return present;
  const fresh = document.createNode([]);
  document.set(key, fresh);
  return fresh;
}

function entryOf(list: YAMLSeq, name: string): YAMLMap | undefined {
  const { isMap } = yamlLibrary();
  return list.items.find((item): item is YAMLMap => isMap(item) && item.get('name') === name);
}

/**
 * An overlay with the digest of an image in it, as `kustomize edit set image` writes it. Everything else in it stays, the
 * comments too.
 *
 * @param image name of the image, with its registry
 */
export function withDigest(overlay: string, image: string, digest: string): string {
  const document = yamlLibrary().parseDocument(overlay);
  const images = listAt(document, 'images');
  const entry = entryOf(images, image);
  if (entry) {
    entry.delete('newTag');
    entry.set('digest', digest);
  } else {
    images.add(document.createNode({ name: image, digest }));
  }
  if (!overlay.includes('imagePullPolicy')) {
    listAt(document, 'patches').add(document.createNode(ALWAYS));
  }
  return document.toString({ lineWidth: 0, indentSeq: !UNINDENTED.test(overlay) });
}
