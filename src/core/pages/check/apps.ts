import type { Calls } from '../../npm/calls';
import { pendingChanges } from '../../plan/change';
import { toRegenerate } from '../../plan/door';
import { shownValue, type Problem } from '../../text/problems';
import { details } from '../details';
import { counted, html, prose, type Markup, type Part } from '../markup';
import { fileMarkup, stateOf } from './files';
import type { Sorted, ToldApp } from './judged';

function noticeList(notices: ToldApp['notices']): Part {
  if (notices.length === 0) return undefined;
  return html`<ul class="notices">
    ${notices.map(({ option, message }) => html`<li><code>${option}</code>: ${prose(message)}</li>`)}
  </ul>`;
}

/** How many files are in which state, as marks. */
function states({ files, notices }: ToldApp): Part {
  const counts = new Map<string, { count: number; tone: string }>();
  for (const { change } of files) {
    const { word, tone } = stateOf(change);
    counts.set(word, { tone, count: (counts.get(word)?.count ?? 0) + 1 });
  }
  const marks = [...counts].map(([word, { count, tone }]) => html` <span class="chip ${tone}">${count} ${word}</span>`);
  return [
    ...marks,
    notices.length === 0 ? undefined : html` <span class="chip">${counted(notices.length, 'note')}</span>`,
  ];
}

/**
 * An app that is not in step.
 *
 * @param most rows of each difference that are shown
 * @param calls how programs are called here
 */
export function driftedMarkup(app: ToldApp, most: number, isOpen: boolean, calls: Calls): Markup {
  const { directory, title = directory, door, files, notices } = app;
  const pending = pendingChanges(files.map(({ change }) => change));
  const regenerate =
    pending.length > 0 ? html`<p>To bring it in step: ${prose(toRegenerate(door, directory, calls))}</p>` : undefined;
  const rest = `${calls.own} check ${directory}`;
  const content = [
    regenerate,
    noticeList(notices),
    files.map((file) => fileMarkup(file, directory, most, isOpen, rest)),
  ];
  return details(
    'card app',
    isOpen,
    html`<h3>${title}</h3>
      ${states(app)}`,
    content,
  );
}

function problemMarkup({ option, value, reason, allowed, fix }: Problem): Markup {
  const received = shownValue(value);
  return html`<div class="problem">
    <h4><code>${option}${received === undefined ? undefined : ` = ${received}`}</code></h4>
    <dl>
      <dt>Problem</dt>
      <dd>${prose(reason)}</dd>
      ${
        allowed === undefined
          ? undefined
          : html`<dt>Allowed</dt>
              <dd>${prose(allowed)}</dd>`
      }
      <dt>Way out</dt>
      <dd>${prose(fix)}</dd>
    </dl>
  </div>`;
}

/** An app whose options are wrong. */
export function brokenMarkup(app: Sorted['broken'][number], isOpen: boolean): Markup {
  const { directory, title = directory, subject, problems } = app;
  const heading = html`<h3>${title}</h3>
    <span class="chip bad">${counted(problems.length, 'problem')}</span>`;
  const content = html`<p class="soft">In <code>${subject}</code></p>
    ${problems.map(problemMarkup)}`;
  return details('card app', isOpen, heading, content);
}

/** An app in step, as one line. */
export function inStepMarkup({ directory, title = directory, files, notices }: ToldApp): Markup {
  const owned = files.map(({ change }) => html` <span class="soft">yours: <code>${change.path}</code></span>`);
  return html`<li>${title}${owned}${noticeList(notices)}</li> `;
}
