// Derived from the options interface by `npm run derive`: do not edit.
import type { OptionSchema } from '../schema';

export const workspaceSchema: OptionSchema = {
  type: 'object',
  properties: {
    $schema: { type: 'string', description: 'Path or URL of the JSON Schema, for completion in editors.' },
    managedBy: {
      type: 'string',
      description:
        'The tool that writes this file: change the options there. Other tools check the workspace and never write it.',
      enum: ['projen'],
    },
    name: {
      type: 'string',
      description:
        'Name of the workspace, after which its compose projects are called on a machine: two checkouts with one name would stop what the other has started.',
      pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
      maxLength: 40,
      allowed: 'lower-case letters, digits and hyphens, a letter first, such as acme-shop',
      computedDefault: 'that of the package.json at the root',
    },
    registry: {
      type: 'string',
      description:
        'Registry that the images of all apps go to, and what is in front of their names there: an app `orders` builds `ghcr.io/acme/orders`. It is the default of `image.registry` of each app.',
      pattern: '^[a-z0-9]+([.-][a-z0-9]+)*(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$',
      maxLength: 150,
      allowed: 'the host of a registry, with its port and the path to the images, such as ghcr.io/acme, in lower case',
      fix: 'write it without https://, without a tag, and without a slash at the end',
      often: true,
      computedDefault: 'none',
    },
    tags: {
      type: 'string',
      enum: ['commit', 'date-commit', 'branch'],
      description:
        'Tag that the pipeline gives to what it pushes, beside the digest by which it is deployed: `commit` is the commit, shortened to twelve characters; `date-commit` has the day of the commit before it, so that tags sort by age; `branch` is the name of the branch, which the next image takes over.',
      default: 'commit',
    },
    node: {
      type: 'string',
      description: 'Version of Node in the pipeline and in the devcontainer.',
      default: '24',
      pattern: '^[0-9]+(\\.[0-9]+){0,2}$',
      maxLength: 20,
      allowed: 'a version of Node from 20 on, such as 24 or 24.1.0',
      fix: 'write it as a text, in quotes: "24"',
    },
    compose: {
      type: 'object',
      properties: {
        exclude: {
          type: 'array',
          items: {
            type: 'string',
            maxLength: 250,
            allowed: 'directories of apps, relative to the root, such as apps/orders',
          },
          description:
            'Apps that it leaves out, by their directories. Of the others each that has `compose` itself is in it.',
          default: [],
          allowed: 'directories of apps, relative to the root, such as apps/orders',
        },
      },
      additionalProperties: false,
      description:
        '`compose.yaml` at the root, which includes those of the apps, so that all of them run side by side. The group switches it on, also when it is empty.',
      group: true,
      computedDefault: 'none',
    },
    ci: {
      type: 'string',
      enum: ['none', 'github', 'gitlab'],
      description:
        'Whose pipeline checks, tests, builds, scans, pushes and deploys the apps: `.github/workflows/containers.yml` for `github`, `.gitlab-ci.yml` for `gitlab`.',
      default: 'none',
      often: true,
    },
    pipeline: {
      type: 'object',
      properties: {
        branch: {
          type: 'string',
          description:
            'Branch whose images are pushed and deployed. Of a proposed change they are built only; a branch without one starts nothing.',
          default: 'main',
          pattern: '^[A-Za-z0-9_][A-Za-z0-9_-]*([./][A-Za-z0-9_][A-Za-z0-9_-]*)*$',
          maxLength: 100,
          allowed: 'the name of a branch, such as main or release/2.x, of letters, digits and `_./-`',
          fix: 'write the name alone, without refs/heads/ and origin/',
        },
        cache: {
          type: 'string',
          enum: ['registry', 'none'],
          description:
            'Where the layers of a build are kept for the next one: `registry` keeps them beside the image, under the tag `buildcache`; `none` builds each image anew.',
          default: 'registry',
          see: 'https://docs.docker.com/build/cache/backends/registry/',
        },
        scan: {
          type: 'boolean',
          description: 'Whether each image is scanned for known vulnerabilities with Trivy before it is pushed.',
          default: true,
        },
        attest: {
          type: 'boolean',
          description:
            'Whether a bill of materials and the provenance are pushed with each image: what is in it, and what it was built from.',
          default: true,
          see: 'https://docs.docker.com/build/metadata/attestations/',
        },
        deploy: {
          type: 'string',
          enum: ['none', 'kubernetes', 'pull-request'],
          description:
            'What becomes of an image that was pushed: `kubernetes` applies the overlay with its digest to the cluster; `pull-request` proposes a change that enters the digest into the overlay, for Argo CD, Flux or a person. Of apps without `kubernetes` nothing is deployed.',
          default: 'none',
        },
        overlay: {
          type: 'string',
          description: 'Overlay of `kubernetes/overlays` that is deployed.',
          default: 'production',
          pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$',
          maxLength: 60,
          allowed: 'the name of a directory in kubernetes/overlays, of lower-case letters, digits and hyphens',
        },
        timeout: {
          type: 'integer',
          description: 'Minutes after which a job is stopped that has not ended.',
          default: 30,
          minimum: 5,
          maximum: 360,
        },
      },
      additionalProperties: false,
      description: 'How the pipeline works.',
      computedDefault: 'see the single values',
    },
    devcontainer: {
      type: 'string',
      enum: ['none', 'vscode'],
      description:
        "Container in which people develop, with the services that the apps ask for: `.devcontainer`, as Visual Studio Code, JetBrains' editors and GitHub Codespaces take it.",
      default: 'none',
      see: 'https://containers.dev',
      often: true,
    },
    development: {
      type: 'object',
      properties: {
        image: {
          type: 'string',
          description:
            'Image that it is made from. It has to have Python, Git, sudo and a user called `vscode`, as those of the specification have.',
          pattern: '^[a-z0-9]([a-z0-9._:/@-]*[a-z0-9])?$',
          maxLength: 255,
          allowed: 'the reference of an image, such as mcr.microsoft.com/devcontainers/python:3.13',
          fix: 'write registry, name, and tag or digest',
          computedDefault: 'mcr.microsoft.com/devcontainers/python, with the highest `python` of the apps',
        },
        features: {
          type: 'object',
          additionalProperties: {
            type: 'string',
            pattern: '^[A-Za-z0-9][A-Za-z0-9._+-]*$',
            maxLength: 60,
            allowed:
              'references of features, such as ghcr.io/devcontainers/features/go:1, each with a version or latest',
            fix: 'name the feature with its registry, and its version as a text; latest if any will do',
          },
          description:
            'Further features, by their reference, each with the version that is wanted: `{ "ghcr.io/devcontainers/features/go:1": "1.24" }`. Node and Docker are there already.',
          default: {},
          allowed: 'references of features, such as ghcr.io/devcontainers/features/go:1, each with a version or latest',
          fix: 'name the feature with its registry, and its version as a text; latest if any will do',
          see: 'https://containers.dev/features',
          propertyNames: {
            pattern: '^[a-z0-9][a-z0-9._/-]*(:[A-Za-z0-9._-]+)?(@sha256:[0-9a-f]{64})?$',
            maxLength: 200,
          },
        },
        extensions: {
          type: 'array',
          items: {
            type: 'string',
            pattern: '^[A-Za-z0-9][A-Za-z0-9-]*\\.[A-Za-z0-9][A-Za-z0-9._-]*$',
            maxLength: 120,
            allowed: 'ids of extensions, such as dbaeumer.vscode-eslint',
            fix: 'write publisher, a dot and the name, as the marketplace shows it',
          },
          description: 'Further extensions of the editor, by their ids.',
          default: [],
          allowed: 'ids of extensions, such as dbaeumer.vscode-eslint',
          fix: 'write publisher, a dot and the name, as the marketplace shows it',
        },
      },
      additionalProperties: false,
      description: 'What is in that container.',
      computedDefault: 'see the single values',
    },
    own: {
      type: 'array',
      items: { type: 'string' },
      description:
        'Managed files that you have taken over, as paths from the root, such as `.gitlab-ci.yml`: they are never written again, and `check` reports without failing how they differ from what would be generated.',
      default: [],
    },
  },
};
