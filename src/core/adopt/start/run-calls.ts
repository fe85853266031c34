import { resolveName } from '../../python-source/applications';
import { valueOf, type Constants } from '../../python-source/constants';
import type { ObjectCall, PythonModule } from '../../python-source/module';
import { directoryOf } from '../../text/paths';
import { foundLaunch, type FoundLaunch, type Surroundings } from './found-launch';
import { readServer, type Launch } from './server-command';

/** The starts of uvicorn that a Python file has in its own code. */
export function runLaunches(module: PythonModule, rank: number, around: Surroundings): FoundLaunch[] {
  return module.calls
    .filter((call) => call.method === 'run' && module.imports.get(call.object)?.module === 'uvicorn')
    .map((call) => {
      const command = { words: [], place: { file: module.path, line: call.line }, directory: directoryOf(module.path) };
      const { launch, object } = runLaunch(call, around.constants);
      const found = foundLaunch(launch, command, rank, around);
      const target = object === undefined ? undefined : resolveName(module, object.replace(/\(.*$/s, ''));
      const file = target?.files.find((path) => around.files.all.has(path));
      if (!target || file === undefined) return found;
      const factory = object?.includes('(') === true;
      return { ...found, started: { file, root: undefined, attribute: target.name, factory } };
    });
}

/** A call of `uvicorn.run` as the command line that says the same. */
function runLaunch({ args }: ObjectCall, known: Constants): { launch: Launch; object: string | undefined } {
  const words: string[] = [];
  const left: string[] = [];
  let object: string | undefined;
  for (const [index, { name, text }] of args.entries()) {
    const value = valueOf(text, known);
    if (name === 'app' || (name === undefined && index === 0)) {
      if (typeof value === 'string' && /^["']/.test(text)) words.push(value);
      else object = text;
    } else if (name !== undefined && !['host', 'reload'].includes(name) && text !== 'None') {
      const flag = `--${name.replaceAll('_', '-')}`;
      if (value === undefined) left.push(`${name}=${text.replace(/\s+/g, ' ')}: it is computed, and cannot be read`);
      else if (value === false && name === 'access_log') words.push('--no-access-log');
      else if (value !== false) words.push(flag, ...(value === true ? [] : [String(value)]));
    }
  }
  const launch = readServer('uvicorn', words);
  return { launch: { ...launch, left: [...launch.left, ...left] }, object };
}
