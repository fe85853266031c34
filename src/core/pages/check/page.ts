import type { Calls } from '../../npm/calls';
import { rowsOfEach } from '../diff/budget';
import { writePage, type Making } from '../frame';
import { counted, grouped, html, type Part } from '../markup';
import { CHECK_STYLE } from '../style/check';
import { DIFF_STYLE } from '../style/diff';
import { brokenMarkup, driftedMarkup, inStepMarkup } from './apps';
import { sorted, type JudgedApp, type Sorted } from './judged';

/** How a page about drift is made. */
export interface CheckMaking extends Making {
  /** How programs are called here. */
  readonly calls: Calls;
}

/** Of more apps than these none is open: a page is to be looked over before it is read. */
const MOST_OPEN = 6;

function group(id: string, heading: string, count: number, content: Part): Part {
  if (count === 0) return undefined;
  return html`<div class="group" role="region" aria-labelledby="${id}">
    <h2 id="${id}">${heading} <span class="count">${grouped(count)}</span></h2>
    ${content}
  </div> `;
}

function summary({ broken, drifted, inStep }: Sorted): Part {
  const told = [
    ['broken', broken.length, 'cannot be judged'],
    ['drifted', drifted.length, drifted.length === 1 ? 'is not in step' : 'are not in step'],
    ['in-step', inStep.length, inStep.length === 1 ? 'is in step' : 'are in step'],
  ] as const;
  return html`<section aria-label="In short">
    <dl class="facts">
      ${told.map(([id, count, words]) => {
        const number = count === 0 ? '0' : html`<a href="#${id}">${grouped(count)}</a>`;
        return html`<div>
          <dt>${words}</dt>
          <dd>${number}</dd>
        </div>`;
      })}
    </dl>
  </section> `;
}

function lead(apps: readonly JudgedApp[]): string {
  const others = apps.filter(({ directory, title = directory }) => title !== directory).map(({ title }) => title);
  const count = apps.length - others.length;
  const named = [...(count === 0 ? [] : [counted(count, 'app')]), ...others].join(' and ');
  return `${named}, held against ${apps.length === 1 ? 'its' : 'their'} options`;
}

/** The page about the apps of a workspace: one file, which says what `check` says and shows it. */
export function checkPage(apps: readonly JudgedApp[], { calls, ...making }: CheckMaking): string {
  const found = sorted(apps);
  const { broken, drifted, inStep } = found;
  const lengths = drifted.flatMap(({ files }) =>
    files.map(({ hunks }) => hunks.reduce((sum, rows) => sum + rows.length, 0)),
  );
  const most = rowsOfEach(lengths);
  const isOpen = broken.length + drifted.length <= MOST_OPEN;
  const main = [
    summary(found),
    group(
      'broken',
      'Cannot be judged',
      broken.length,
      broken.map((app) => brokenMarkup(app, isOpen)),
    ),
    group(
      'drifted',
      'Not in step',
      drifted.length,
      drifted.map((app) => driftedMarkup(app, most, isOpen, calls)),
    ),
    group(
      'in-step',
      'In step',
      inStep.length,
      html`<ul class="card in-step">
        ${inStep.map(inStepMarkup)}
      </ul>`,
    ),
  ];
  const isClean = broken.length + drifted.length === 0;
  return writePage({
    ...making,
    title: isClean ? 'In step with the options' : 'Not in step with the options',
    heading: isClean ? 'Everything is in step' : 'What is not in step',
    lead: lead(apps),
    styles: [DIFF_STYLE, CHECK_STYLE],
    main,
  });
}
