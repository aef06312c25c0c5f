// From a spec to a script that Python reads: the examples, and random valid specs.
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { planTraining } from '../../../../src-shared/kyn/compile/planTraining';
import { trainingScript } from '../../../../src-shared/kyn/compile/script/trainingScript';
import { caseCount, repeatWith, SEED } from '../../../cases';
import { kynOnDisk } from '../../../cli/cliEnvironment';
import { askPython } from '../../../python/askPython';
import { Chance, mutated, randomFrom } from '../../mutate';
import { wholeSpec } from '../../pool';
import { analyzed, FACTS } from '../planned';

const EXAMPLES = fileURLToPath(new URL('../../../../examples/', import.meta.url));

const COMPILE = `
import os, py_compile, tempfile
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "train.py")
    def problem(text):
        open(path, "w", encoding="ascii").write(text)
        try:
            py_compile.compile(path, cfile=os.path.join(folder, "train.pyc"), doraise=True)
        except py_compile.PyCompileError as error:
            return str(error)
    output = [problem(text) for text in input]
`;

test('each example compiles, and Python compiles its script', async context => {
  const specs = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.kyn'));
  const results = await Promise.all(
    specs.map(spec => kynOnDisk(join(EXAMPLES, dirname(spec)), 'compile', basename(spec))),
  );
  expect(results.map(({ code }, i) => `${specs[i]}: ${code}`)).toEqual(specs.map(spec => `${spec}: 0`));
  const scripts = results.map(({ stdout }) => stdout);
  expect(askPython(context, COMPILE, scripts)).toEqual(specs.map(() => null));
});

const PARSE = `
import ast
def problem(text):
    try:
        ast.parse(text)
    except SyntaxError as error:
        return str(error)
output = [problem(text) for text in input]
`;

// 2,000 random specs are planned, and the scripts of 2,000 random plans compiled, by other tests. This one covers the way from one to the other.
test(`random valid specs compile to scripts that Python parses (${repeatWith()})`, { timeout: 120_000 }, context => {
  const chance = new Chance(randomFrom(SEED));
  const wanted = caseCount(400);
  const scripts = new Map<string, string>();
  while (scripts.size < wanted) {
    const text = mutated(wholeSpec(chance), chance);
    const analysis = analyzed(text);
    if (analysis.diagnostics.some(({ severity }) => severity === 'error')) continue;
    const planned = planTraining(analysis, FACTS);
    if (planned.ok) scripts.set(text, trainingScript(planned.plan));
  }
  const problems = askPython<(string | null)[]>(context, PARSE, [...scripts.values()]);
  expect([...scripts.keys()].filter((_, i) => problems[i] !== null)).toEqual([]);
});
