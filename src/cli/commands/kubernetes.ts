import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KUBERNETES_DIRECTORY } from '../../core/constants';
import { pushProblem } from '../../core/image/registry';
import { withDigest } from '../../core/orchestrators/kubernetes/overlay';
import { called, DIGEST, renderingFaults, sortManifests } from '../../core/orchestrators/kubernetes/rendering';
import { joinPath } from '../../core/text/paths';
import { InvalidInputError } from '../../core/text/problems';
import { FIELD_MANAGER, Kubectl } from '../../io/kubectl';
import { runProgram } from '../../io/programs';
import { deedOf, groupMissing, type Deed } from '../deed';
import { applyRendering, departedFrom, tellLeft } from '../kubernetes-apply';
import { missingOf } from '../kubernetes-needs';
import type { Command, CommandLine, ExitCode } from '../command';
import { say } from '../say';

const DEEDS = ['check', 'diff', 'apply', 'pin'] as const;

const OVERLAYS = joinPath(KUBERNETES_DIRECTORY, 'overlays');

/** What an overlay says, in its directory. */
const KUSTOMIZATION = 'kustomization.yaml';

function overlaysOf({ target }: Deed): string[] {
  try {
    const entries = readdirSync(join(target.path, OVERLAYS), { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** The overlay that was named, or the only one there is. */
function overlayOf(deed: Deed): string {
  const overlays = overlaysOf(deed);
  const [named = overlays.length === 1 ? overlays[0] : undefined] = deed.words.filter((word) => !DIGEST.test(word));
  if (named !== undefined && overlays.includes(named)) return named;
  throw new InvalidInputError('the command line', [
    {
      option: 'overlay',
      ...(named === undefined ? {} : { value: named }),
      reason: named === undefined ? 'is missing' : `is no directory in ${joinPath(deed.target.shown, OVERLAYS)}`,
      allowed: overlays.join(', ') || 'an overlay, of which there is none',
      fix: 'name it behind what is to be done, such as: apply production',
    },
  ]);
}

/** Names of the schemas' checker of PyPI, which has those of every release in it. */
const VALIDATOR = 'kubernetes-validate';

function check(deed: Deed, kubectl: Kubectl): ExitCode {
  const { target, words } = deed;
  const overlays = words.length === 0 ? overlaysOf(deed) : [overlayOf(deed)];
  const directories = [joinPath(KUBERNETES_DIRECTORY, 'base'), ...overlays.map((name) => joinPath(OVERLAYS, name))];
  let failed = false;
  const validates = !runProgram([VALIDATOR, '--version']).missing;
  const cluster = kubectl.answers();
  for (const directory of directories) {
    const shown = joinPath(target.shown, directory);
    const manifests = kubectl.render(directory);
    const faults = renderingFaults(manifests);
    if (validates) {
      const input = manifests.map((manifest) => JSON.stringify(manifest)).join('\n---\n');
      const { failure, stdout, stderr } = runProgram([VALIDATOR, '--strict', '--quiet', '-'], { input });
      if (failure !== undefined) faults.push((stdout + stderr).trim());
    }
    if (cluster && directory !== directories[0]) {
      const missing = missingOf(kubectl, manifests);
      faults.push(...missing.namespaces, ...missing.secrets);
      // Without its namespace each object would be refused for the same reason.
      if (missing.namespaces.length === 0) {
        const { failure, stderr } = kubectl.apply(manifests, FIELD_MANAGER, '--dry-run=server', '--warnings-as-errors');
        if (failure !== undefined) faults.push(stderr.trim());
      }
    }
    failed ||= faults.length > 0;
    say(faults.length === 0 ? `${shown}: in order` : [`${shown}:`, ...faults.map((fault) => `  ${fault}`)].join('\n'));
  }
  if (!validates) say(`Not checked against the schemas: ${VALIDATOR} is not installed (pip install ${VALIDATOR}).`);
  if (!cluster) say('Not checked against a cluster: none answers to kubectl here.');
  return failed ? 1 : 0;
}

function diff(deed: Deed, kubectl: Kubectl): ExitCode {
  const manifests = kubectl.render(joinPath(OVERLAYS, overlayOf(deed)));
  const { jobs, objects } = sortManifests(manifests);
  const { status, failure, stdout, stderr } = kubectl.diff([...jobs, ...objects]);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  const answered = status ?? (failure === undefined ? 0 : 2);
  if (answered > 1) return answered;
  const { ours, theirs } = departedFrom(kubectl, deed.app.name, manifests);
  const removed = ours.filter((object) => kubectl.get(object));
  for (const object of removed) say(`${called(object)} would be removed.`);
  if (answered === 0 && removed.length === 0) say('Nothing would change.');
  tellLeft(kubectl, theirs);
  return removed.length > 0 ? 1 : answered;
}

/** The digest that was typed, of the image of this app; undefined where none was. */
function digestOf({ app, words }: Deed): string | undefined {
  const [typed, name = app.image.name, digest] =
    words.map((word) => DIGEST.exec(word)).find((match) => match !== null) ?? [];
  if (name === app.image.name) return digest;
  throw new InvalidInputError('the command line', [
    {
      option: 'digest',
      value: typed,
      reason: 'is that of another image',
      allowed: `${app.image.name}@sha256:...`,
      fix: 'name the image of this app, or its digest alone',
    },
  ]);
}

/** Enters a digest into an overlay. One that cannot be read is told as such, and left as it is. */
function enter({ app, target }: Deed, overlay: string, digest: string): void {
  const path = joinPath(overlay, KUSTOMIZATION);
  const file = join(target.path, path);
  let text: string;
  try {
    text = withDigest(readFileSync(file, 'utf8'), app.image.name, digest);
  } catch (error) {
    const reason = `cannot be read: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`;
    const fix = 'correct the overlay, which is yours';
    throw new InvalidInputError('the overlay', [{ option: joinPath(target.shown, path), reason, fix }]);
  }
  writeFileSync(file, text);
}

/** Enters a digest into an overlay, and does no more: for whoever applies what is committed. Needs no kubectl. */
function pin(deed: Deed): ExitCode {
  const overlay = joinPath(OVERLAYS, overlayOf(deed));
  const digest = digestOf(deed);
  if (digest === undefined) {
    throw new InvalidInputError('the command line', [
      {
        option: 'digest',
        reason: 'is missing',
        allowed: `${deed.app.image.name}@sha256:..., or the digest alone`,
        fix: 'write it behind the overlay, as container-push prints it',
      },
    ]);
  }
  enter(deed, overlay, digest);
  say(`${joinPath(deed.target.shown, overlay)}/${KUSTOMIZATION}: ${deed.app.image.name}@${digest}`);
  return 0;
}

async function apply(deed: Deed, kubectl: Kubectl, passedOn: readonly string[]): Promise<ExitCode> {
  const { app, target } = deed;
  const problem = pushProblem(app);
  if (problem) throw new InvalidInputError(`the options of ${target.shown}`, [problem]);
  const trial = passedOn.find((word) => word.startsWith('--dry-run'));
  if (trial !== undefined) {
    throw new InvalidInputError('the command line', [
      { option: trial, reason: 'would wait for pods that never come', fix: 'use kubernetes-diff, or kubernetes-check' },
    ]);
  }
  const overlay = joinPath(OVERLAYS, overlayOf(deed));
  const digest = digestOf(deed);
  if (digest !== undefined) {
    // What kustomize cannot read is told as such, and left as it is.
    kubectl.render(overlay);
    enter(deed, overlay, digest);
  }
  return applyRendering(kubectl, app.name, kubectl.render(overlay));
}

async function run({ operands, passedOn }: CommandLine): Promise<ExitCode> {
  const deed = deedOf(operands, DEEDS);
  if (!deed.app.kubernetes) throw groupMissing('kubernetes', deed.target);
  const kubectl = new Kubectl(deed.target.path, passedOn);
  if (deed.name === 'check') return check(deed, kubectl);
  if (deed.name === 'pin') return pin(deed);
  return deed.name === 'diff' ? diff(deed, kubectl) : apply(deed, kubectl, passedOn);
}

/** Checks, compares and applies what Kubernetes is told of an app. */
export const kubernetes: Command = {
  name: 'kubernetes',
  summary: 'checks, compares or applies what Kubernetes is told of an app',
  usage: '[directory] <check|diff|apply|pin> [overlay] [digest] [-- words]',
  description: [
    'check judges the base and all overlays, against the schemas and against the cluster, as far as both are there. diff',
    'shows what an overlay would change. apply runs the migration, applies the overlay, waits for the new pods, and goes',
    'back to what was there when they do not come; with a digest (sha256:...) it enters that into the overlay before. pin',
    'enters the digest, and does no more: for Argo CD, Flux or a pipeline that proposes the change.',
  ],
  switches: [],
  closing: [
    'Words behind `--` go to kubectl: fastapi-container kubernetes apps/orders apply production -- --context=eu',
    '',
    'Exit code: check 0 in order, 1 faults; diff 0 nothing would change, 1 something would; apply 0 the new version runs,',
    '1 it does not; pin 0 entered; 2 bad options or usage.',
  ],
  passesOn: true,
  insteadOfFlags: 'words for kubectl go behind `--`',
  run,
};
