import { parse } from 'yaml';
import { withDigest } from './overlay';

const NAME = 'registry.example.com:5000/shop/orders';
const DIGEST = `sha256:${'0'.repeat(64)}`;
const OTHER = `sha256:${'1'.repeat(64)}`;
const OVERLAY = `# Ours.
kind: Kustomization
namespace: shop # theirs
resources:
  - ../../base
`;

interface Overlay {
  readonly images: readonly object[];
  readonly patches: readonly { readonly patch: string }[];
}

function read(text: string): Overlay {
  return parse(text) as Overlay;
}

test('a digest is entered for the image, which is then always asked for', () => {
  const text = withDigest(OVERLAY, NAME, DIGEST);
  expect(text.startsWith(OVERLAY)).toBe(true);
  const { images, patches } = read(text);
  expect(images).toEqual([{ name: NAME, digest: DIGEST }]);
  expect(patches[0]?.patch).toContain('imagePullPolicy');
});

test('the next digest changes the digest alone; the same changes nothing', () => {
  const text = withDigest(OVERLAY, NAME, DIGEST);
  expect(withDigest(text, NAME, DIGEST)).toBe(text);
  expect(withDigest(text, NAME, OTHER)).toBe(text.replace(DIGEST, OTHER));
});

test('a tag makes place for the digest; the new name, other images and patches stay', () => {
  const given = `${OVERLAY}images:
  - name: other
    newTag: "1"
  # From the mirror.
  - name: ${NAME}
    newName: mirror.example.com/orders
    newTag: stable
patches:
  # More of it.
  - path: memory.yaml
`;
  const text = withDigest(given, NAME, DIGEST);
  const { images, patches } = read(text);
  expect(images).toEqual([
    { name: 'other', newTag: '1' },
    { name: NAME, newName: 'mirror.example.com/orders', digest: DIGEST },
  ]);
  expect(patches).toHaveLength(2);
  for (const comment of ['# Ours.', '# theirs', '# From the mirror.', '# More of it.']) expect(text).toContain(comment);
});

test('lists stay where the person has begun them', () => {
  const given = 'resources:\n- ../../base # the app\npatches:\n- path: "memory.yaml"\n';
  const text = withDigest(given, NAME, DIGEST);
  expect(text.startsWith(given)).toBe(true);
  expect(text).toContain(`\nimages:\n- name: ${NAME}\n  digest: ${DIGEST}\n`);
});

test('whoever says when images are pulled goes on saying it', () => {
  const given = `${OVERLAY}patches:\n  - target: { kind: Deployment }\n    patch: '[{ "imagePullPolicy": "Never" }]'\n`;
  expect(read(withDigest(given, NAME, DIGEST)).patches).toHaveLength(1);
});

test.each(['images:\n', 'images: []\n', 'images: null\n'])('a list that is empty is filled: %j', (empty) => {
  expect(read(withDigest(`${OVERLAY}${empty}`, NAME, DIGEST)).images).toEqual([{ name: NAME, digest: DIGEST }]);
});
