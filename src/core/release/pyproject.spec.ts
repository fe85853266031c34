import { askedVersion, projectNameIn, saysVersion, versionIn, withAskedVersion, withVersion } from './pyproject';

const PYPROJECT = `# The version 0.1.0 in this comment stays.
[tool.before]
version = "0.1.0"

[project] # ours
name = "Orders_Api"
version   =   '0.1.0' # raised by nx release
description = "version = \\"0.1.0\\""
dependencies = [
    "fastapi>=0.1.0",
    "shared==0.1.0", # follows
    "billing>=0.1,<1",
]

[project.optional-dependencies]
extra = ["Shared [all] == 0.1.0 ; python_version >= '3.10'"]

[dependency-groups]
dev = ["shared>=0.1", {include-group = "lint"}]

[tool.bumpversion]
current_version = "0.1.0"
`;

const text = (result: ReturnType<typeof withVersion>) => {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
};

describe('the version of a project', () => {
  test('is read in the words of semver', () => {
    expect(versionIn(PYPROJECT)).toEqual({ ok: true, value: '0.1.0' });
    expect(versionIn(PYPROJECT.replace("'0.1.0'", '"1.0rc1"'))).toEqual({ ok: true, value: '1.0.0-rc.1' });
  });

  test.each([
    ['as it is', PYPROJECT],
    ['with line ends of Windows', PYPROJECT.replaceAll('\n', '\r\n')],
    ['with a mark at the beginning', `\uFEFF${PYPROJECT}`],
    ['without a last line end', PYPROJECT.trimEnd()],
  ])('changes its own characters alone: %s', (_, before) => {
    const after = text(withVersion(before, '0.2.0-rc.1'));
    expect(after).toBe(before.replace("version   =   '0.1.0'", "version   =   '0.2.0rc1'"));
    expect(text(withVersion(after, '0.1.0'))).toBe(before);
  });

  test.each([
    ['project.version = "0.1.0"\n', 'project.version = "0.3.0"\n'],
    ['project = { name = "0.1.0", version = "0.1.0" }\n', 'project = { name = "0.1.0", version = "0.3.0" }\n'],
    ['["project"]\n"version" = "0.1.0"\n', '["project"]\n"version" = "0.3.0"\n'],
    ['[project]\nversion = """0.1.0"""\n', '[project]\nversion = """0.3.0"""\n'],
    ['[project]\nreadme = """\n[project]\nversion = "0.1.0"\n"""\nversion = "0.1.0"\n', undefined],
  ])('is found in %j', (before, after) => {
    const changed = text(withVersion(before, '0.3.0'));
    expect(changed).toBe(after ?? before.replace(/0\.1\.0"\n$/, '0.3.0"\n'));
    expect(saysVersion(before)).toBe(true);
  });

  test.each([
    ['[project]\nname = "a"\ndynamic = ["version"]\n', 'dynamic'],
    ['[project]\nname = "a"\n', 'is missing'],
    ['[project\n', 'no TOML'],
    ['[project]\nversion = "0.1.\\u0030"\n', 'plain characters'],
    ['[project]\nversion = 1\n', 'is missing'],
  ])('is refused in %j', (pyproject, reason) => {
    const refused = withVersion(pyproject, '0.2.0');
    expect(refused).toMatchObject({ problems: [{ reason: expect.stringContaining(reason) as string }] });
  });

  test('that is dynamic counts as one: who releases it is told why that does not work', () => {
    expect(saysVersion('[project]\nname = "a"\ndynamic = ["readme", "version"]\n')).toBe(true);
    expect(saysVersion('[project]\nname = "a"\n[tool.poetry]\nversion = "1"\n')).toBe(false);
    expect(saysVersion('[tool.x]\nversion = "1"\n')).toBe(false);
    expect(saysVersion('[project.urls]\nversion = "1"\n')).toBe(false);
    expect(saysVersion('# version\n')).toBe(false);
  });
});

describe('the version of another project of the workspace', () => {
  test('follows where it is exact, and stays where a range has it', () => {
    expect(projectNameIn(PYPROJECT)).toBe('orders-api');
    expect(askedVersion(PYPROJECT, 'shared')).toBe('==0.1.0');
    expect(askedVersion(PYPROJECT, 'absent')).toBeUndefined();
    const after = text(withAskedVersion(PYPROJECT, 'shared', '0.2.0'));
    expect(after).toBe(
      PYPROJECT.replace('"shared==0.1.0"', '"shared==0.2.0"').replace('[all] == 0.1.0 ;', '[all] == 0.2.0 ;'),
    );
    expect(text(withAskedVersion(after, 'shared', '0.2.0'))).toBe(after);
    expect(text(withAskedVersion(PYPROJECT, 'billing', '0.9.0-rc.1'))).toBe(PYPROJECT);
  });

  test('is refused where a range leaves it out, all places at once', () => {
    const twice = PYPROJECT.replace('shared>=0.1', 'billing<=0.5');
    expect(withAskedVersion(twice, 'billing', '1.0.0')).toMatchObject({
      problems: [
        { option: 'project.dependencies', value: 'billing>=0.1,<1' },
        { option: 'dependency-groups.dev', value: 'billing<=0.5' },
      ],
    });
  });

  test('is not taken for a number in the name', () => {
    const pyproject = '[project]\ndependencies = ["lib2==2"]\n';
    expect(text(withAskedVersion(pyproject, 'lib2', '3.0.0'))).toBe('[project]\ndependencies = ["lib2==3.0.0"]\n');
  });
});
