import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { InvalidInputError } from '../core/text/problems';

const PROBLEM = { option: 'port', value: 80, reason: 'is below 1024', fix: 'choose another' };

/** Runs a program in a process of its own, which compiles the two modules on the way. */
function endOf(program: string) {
  const source = `
    const { readFileSync } = require('node:fs');
    const { transpileModule } = require(${JSON.stringify(require.resolve('typescript'))});
    require.extensions['.ts'] = (module, file) => {
      const compilerOptions = { module: 1, target: 9 };
      module._compile(transpileModule(readFileSync(file, 'utf8'), { compilerOptions }).outputText, file);
    };
    const { InvalidInputError } = require(${JSON.stringify(join(__dirname, '../core/text/problems.ts'))});
    require(${JSON.stringify(join(__dirname, 'plain-errors.ts'))}).tellPlainly();
    const error = new InvalidInputError('the options', [${JSON.stringify(PROBLEM)}]);
    ${program}`;
  const directory = mkdtempSync(join(tmpdir(), 'plain-errors-'));
  writeFileSync(join(directory, 'rc.js'), source);
  const ended = spawnSync(process.execPath, ['rc.js'], { cwd: directory, encoding: 'utf8' });
  rmSync(directory, { recursive: true });
  return ended;
}

test('a refused option that nobody catches ends the process with its message alone', () => {
  const { status, stderr } = endOf('throw error;');
  expect(status).toBe(1);
  expect(stderr).toBe(`${new InvalidInputError('the options', [PROBLEM]).stack ?? ''}\n`);
});

test('somebody else who listens to errors decides about it', () => {
  const { status, stderr } = endOf("process.on('uncaughtException', () => process.exit(7)); throw error;");
  expect(status).toBe(7);
  expect(stderr).toBe('');
});

test('any other error is told as ever', () => {
  const { status, stderr } = endOf("throw new TypeError('of others');");
  expect(status).toBe(1);
  expect(stderr).toMatch(/TypeError: of others\n\s+at /);
});

test('the error as an object holds its message once', () => {
  const shown = inspect(new InvalidInputError('the options', [PROBLEM]));
  expect(shown.match(/is below 1024/g)).toHaveLength(1);
  expect(shown).not.toMatch(/name:|problems:/);
});
