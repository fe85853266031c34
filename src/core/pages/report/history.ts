import { readable, readableTime, shortId, signed, type Build } from '../../image-report';
import { moment } from '../frame';
import { counted, html, type Markup, type Part } from '../markup';
import { curve } from './curve';

function table(builds: readonly Build[]): Markup {
  const newest = builds.map((build, index) => ({ ...build, before: builds[index - 1] })).reverse();
  return html`<details>
    <summary>All of them as a table</summary>
    <table>
      <caption>
        Builds that were reported, the latest first
      </caption>
      <thead>
        <tr>
          <th scope="col">Build</th>
          <th scope="col">Reported</th>
          <th scope="col" class="number">Size</th>
          <th scope="col" class="number wide">Growth</th>
          <th scope="col" class="number">Start</th>
        </tr>
      </thead>
      <tbody>
        ${newest.map(({ id, reported, size, start, before }) => {
          const grown = before ? signed(size - before.size) : '';
          return html`<tr>
            <th scope="row"><code>${shortId(id)}</code></th>
            <td>${reported === undefined ? 'not known' : moment(reported)}</td>
            <td class="number">${readable(size)}</td>
            <td class="number wide">${grown}</td>
            <td class="number">${start === undefined ? 'not started' : readableTime(start)}</td>
          </tr> `;
        })}
      </tbody>
    </table>
  </details> `;
}

function starts(builds: readonly Build[]): Part {
  if (builds.every(({ start }) => start === undefined)) {
    return html`<p class="soft">
      No build was started, so that no start time is known: <code>report --start</code> starts the image once, as
      <code>container-run</code> does, and measures.
    </p> `;
  }
  const points = builds.map(({ start }) => start);
  return curve('Start time, until the health route answered', points, readableTime);
}

/** Size and start time over the builds that were reported. */
export function historySection(builds: readonly Build[], prefix: string): Markup {
  const id = `${prefix}-history`;
  const sizes = curve(
    'Size',
    builds.map(({ size }) => size),
    readable,
  );
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">Over the builds</h2>
    <p class="soft">
      ${counted(builds.length, 'build')} ${builds.length === 1 ? 'was' : 'were'} reported on this machine, from left to
      right. A build that was not started has no point for its start time.
    </p>
    <div class="pair">${sizes}${starts(builds)}</div>
    ${table(builds)}
  </section> `;
}
