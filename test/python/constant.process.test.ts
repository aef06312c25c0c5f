// Reading CONFIG_HASH from the text of a script: the value that Python binds, or none. Compared with Python.
import { expect, test } from 'vitest';
import { bindingsOf } from '../../src-shared/python/constant';
import { askPython } from './askPython';

const found = (text: string): string | null => bindingsOf(text, 'CONFIG_HASH').at(-1)?.value?.text ?? null;
const A = 'CONFIG_HASH = "a"\n';

// What Python finds after it has run the script, or null where that is not to be told from its text.
const cases: readonly (readonly [text: string, value: string | null])[] = [
  [A, 'a'],
  ["CONFIG_HASH: str = 'a' # of the spec", 'a'],
  ['\ufeffCONFIG_HASH = "a"', 'a'],
  ['\fCONFIG_HASH = "a"', 'a'],
  ['x = 1\rCONFIG_HASH = "a"\r\ny = 2\r', 'a'],
  [`${A}# note\u2028CONFIG_HASH = "b"\n`, 'a'],
  [`${A}# note\u0085CONFIG_HASH = "b"\n`, 'a'],
  [`${A}# note\vCONFIG_HASH = "b"\n`, 'a'],
  [`${A}"""\nCONFIG_HASH = "b"\n"""\n`, 'a'],
  [`${A}'''\n"""\nCONFIG_HASH = "b"\n'''\n`, 'a'],
  [`${A}s = """\\"""\nCONFIG_HASH = "b"\n"""\n`, 'a'],
  [`${A}s = r"""\\"""\nCONFIG_HASH = "b"\n`, null],
  [`${A}s = 'it\\'s """'\nCONFIG_HASH = "b"\n`, 'b'],
  [`${A}s = "a \\\nCONFIG_HASH = 1"\n`, 'a'],
  [`${A}# """\nCONFIG_HASH = "b"\n# """\n`, 'b'],
  [`${A}x = [\n"CONFIG_HASH = 1",\n]\n`, 'a'],
  [`${A}d = dict(\n  CONFIG_HASH="b",\n)\n`, 'a'],
  [`${A}def f():\n    CONFIG_HASH = "b"\n`, 'a'],
  [`${A}def f(): CONFIG_HASH = "b"\n`, 'a'],
  [`${A}class C:\n    CONFIG_HASH = "b"\n`, 'a'],
  [`${A}async def f():\n    if 1:\n        CONFIG_HASH = "b"\n`, 'a'],
  [`${A}x = CONFIG_HASH == "b"\n`, 'a'],
  [`${A}d = {}\nd[CONFIG_HASH] = 1\n`, 'a'],
  [`${A}for c in CONFIG_HASH: pass\n`, 'a'],
  [`${A}print(CONFIG_HASH, sep=CONFIG_HASH)\n`, 'a'],
  [`${A}CONFIG_HASH: str\n`, 'a'],
  [`CONFIG_HASH = None\n${A}`, 'a'],
  [`${A}CONFIG_HASH = "a" * 64\n`, null],
  [`${A}CONFIG_HASH += "b"\n`, null],
  [`${A}CONFIG_HASH = (\n"b")\n`, null],
  [`${A}CONFIG_HASH = "b" "c"\n`, null],
  [`${A}CONFIG_HASH = \\\n"b"\n`, 'b'],
  [`${A}CONFIG_HASH = "\\x62"\n`, null],
  [`${A}CONFIG_HASH = "b"; y = 1\n`, null],
  [`${A}y = 1; CONFIG_HASH = "b"\n`, null],
  [`${A}y = CONFIG_HASH = "b"\n`, null],
  [`${A}CONFIG_HASH, y = "b", 1\n`, null],
  [`${A}(y, CONFIG_HASH) = 1, "b"\n`, null],
  [`${A}[CONFIG_HASH] = ["b"]\n`, null],
  [`${A}if True:\n    CONFIG_HASH = "b"\n`, null],
  [`${A}if True: CONFIG_HASH = "b"\n`, null],
  [`${A}if (CONFIG_HASH := "b"): pass\n`, null],
  [`${A}for CONFIG_HASH in "b": pass\n`, null],
  [`${A}import os as CONFIG_HASH\n`, null],
  [`${A}from os import name as CONFIG_HASH\n`, null],
  [`${A}def CONFIG_HASH(): pass\n`, null],
  [`${A}del CONFIG_HASH\n`, null],
  [`def f():\n    global CONFIG_HASH\n    CONFIG_HASH = "b"\n${A}f()\n`, null],
  [`${A}\uff23ONFIG_HASH = "b" * 2\n`, null],
  // Any quotes, and prefixes that do not change the text.
  ['CONFIG_HASH = u"a"', 'a'],
  ["CONFIG_HASH = U'a'", 'a'],
  ['CONFIG_HASH = r"a"', 'a'],
  ["CONFIG_HASH: str = R'a'", 'a'],
  ['CONFIG_HASH = """a"""', 'a'],
  ["CONFIG_HASH = '''a'''", 'a'],
  [`CONFIG_HASH = r"""a"'b"""`, `a"'b`],
  ['CONFIG_HASH = u"""a\nb"""', 'a\nb'],
  ['CONFIG_HASH = ""', ''],
  ['CONFIG_HASH = r"a\\b"', 'a\\b'],
  ['CONFIG_HASH = u"\\x62"', null],
  ['CONFIG_HASH = """\\x62"""', null],
  ['CONFIG_HASH = """a\r\nb"""', null],
  [`${A}CONFIG_HASH = b"b"\n`, null],
  [`${A}CONFIG_HASH = f"b{1}"\n`, null],
  [`${A}CONFIG_HASH = "unclosed\n`, null],
  // Text in an f-string is not code, and its fields bind nothing.
  [`${A}s = f"CONFIG_HASH = {1}"\n`, 'a'],
  [`${A}s = f"{CONFIG_HASH = }"\n`, 'a'],
  [`${A}s = f"""\nCONFIG_HASH = "b"\n"""\n`, 'a'],
  [`${A}s = f"""{1}\nCONFIG_HASH = "b"\n{2}"""\n`, 'a'],
  [`${A}s = f"""{1}\nCONFIG_HASH = "{2}"\n"""\n`, 'a'],
  [`${A}s = rf'''\nCONFIG_HASH = "b"\n'''\n`, 'a'],
  [`${A}s = F"{{\\"CONFIG_HASH = 1"\n`, 'a'],
  [`${A}s = f'{1:"^3}'\nCONFIG_HASH = "b"\n`, 'b'],
  [`${A}s = f'{1!r:"^{3}}'\nCONFIG_HASH = "b"\n`, 'b'],
  [`${A}s = f"{1 != 2}"\nCONFIG_HASH = "b"\n`, 'b'],
  [`${A}s = f"{ {1: 2}[1] }"\nCONFIG_HASH = "b"\n`, 'b'],
  [`${A}s = f"{'}'}{{"\nCONFIG_HASH = "b"\n`, 'b'],
  [`${A}s = f"\\{1}"\nCONFIG_HASH = "b"\n`, 'b'],
  [`${A}def f(): return f"{1:>{2}}"\nCONFIG_HASH = "b"\n`, 'b'],
  [`${A}s = f"unclosed {\n`, null],
  [`${A}s = f"unclosed {'''\n`, null],
  [`${A}"""\nnever closed`, null],
];

// Since Python 3.12 the code of a field may contain the quotes of its string, line ends and comments. Checked with such a version.
const newer: readonly (readonly [text: string, value: string | null])[] = [
  [`${A}s = f"{f"{CONFIG_HASH = }"}"\n`, 'a'],
  [`${A}s = f"{dict(a="x", CONFIG_HASH = "b")}"\n`, 'a'],
  [`${A}s = f"{"a" "CONFIG_HASH = 1"}"\n`, 'a'],
  [`${A}s = f"{[\n"a"\n]}"\nCONFIG_HASH = "b"\n`, 'b'],
  [`${A}s = f"{1 # "}\n}"\nCONFIG_HASH = "b"\n`, 'b'],
  [`${A}s = f"{"""\nCONFIG_HASH = "b"\n"""}"\n`, 'a'],
  [`${A}s = f"{'"""'}"\nCONFIG_HASH = "b"\n`, 'b'],
  [`${A}s = f"{f'{f"{f'{1}'}"}'}"\nCONFIG_HASH = "b"\n`, 'b'],
];

test.each([...cases, ...newer])('%j has %j', (text, value) => {
  expect(found(text)).toBe(value);
});

const RUN = `
import contextlib, io, warnings
warnings.simplefilter("ignore")
output = []
for text in input:
    space = {}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(text.encode(), "script", "exec"), space)
        value = space.get("CONFIG_HASH")
        output.append(value if isinstance(value, str) else None)
    except SyntaxError:
        output.append(None)
`;

test('what is found is what Python finds', context => {
  const answers = askPython<(string | null)[]>(
    context,
    RUN,
    [...cases, ...newer].map(([text]) => text),
  );
  for (const [i, [text]] of [...cases, ...newer].entries()) {
    const own = found(text);
    // An older Python cannot read the newer forms.
    const isRead = i < cases.length || answers[i] !== null;
    if (own !== null && isRead) expect(own, JSON.stringify(text)).toBe(answers[i]);
  }
});
