// A target that is another engine: the argument vector of its program, in which whole arguments are replaced. It is read from a file that the user names.
import { inBackticks } from '../text/inBackticks';
import { shellWord } from '../text/shellText';

/** The words that are replaced. */
const PLACES = ['{script}', '{dir}', '{python}', '{name}'] as const;

/** A template. `quoted`: the engine passes its arguments to a shell of another computer, as ssh does, so the values are quoted for one. */
export interface Template {
  readonly command: readonly [program: string, ...args: string[]];
  readonly quoted: boolean;
}

/** What is filled in. Paths are absolute; `name`: lower-case letters, digits and `-`. */
export interface TemplateValues {
  readonly script: string;
  readonly dir: string;
  readonly python: string;
  readonly name: string;
}

/** A template, or what is wrong with its text: a clause after the name of its file. */
export type TemplateRead =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly problem: string };

const MAX_ARGUMENTS = 500;

/** Reads `{"command": ["docker", "run", "{python}", "{script}"], "quoted": false}`. */
export function readTemplate(text: string): TemplateRead {
  const root = parsed(text);
  if (typeof root !== 'object' || root === null || Array.isArray(root)) return wrong('is not a JSON object');
  const { command, quoted = false, ...others } = root as Readonly<Record<string, unknown>>;
  const [other] = Object.keys(others);
  if (other !== undefined) return wrong(`has the unknown field ${inBackticks([other])}`);
  if (typeof quoted !== 'boolean') return wrong('has a `quoted` that is neither true nor false');
  if (!isVector(command)) return wrong('needs `command`: a list of texts that begins with a program');
  const problem = commandProblem(command);
  return problem === undefined ? { ok: true, template: { command, quoted } } : wrong(problem);
}

const wrong = (problem: string): TemplateRead => ({ ok: false, problem });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isVector = (value: unknown): value is [string, ...string[]] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= MAX_ARGUMENTS &&
  value.every(item => typeof item === 'string' && !item.includes('\0')) &&
  value[0] !== '';

function commandProblem([program, ...args]: readonly [string, ...string[]]): string | undefined {
  if (/[\\/]/.test(program) && !/^(?:\/|[A-Za-z]:[\\/])/.test(program))
    return `names its program by a relative path (${inBackticks([program])}); use a name on PATH or an absolute path`;
  const partial = [program, ...args].find(arg => !isPlace(arg) && PLACES.some(place => arg.includes(place)));
  if (partial !== undefined)
    return `has the argument ${inBackticks([partial])}; only a whole argument is replaced, so split it`;
  if (isPlace(program)) return `begins with ${inBackticks([program])}; the program comes first`;
  return args.some(isPlace)
    ? undefined
    : 'contains none of `{script}`, `{dir}`, `{python}` and `{name}`, so it is not about a run';
}

const isPlace = (arg: string): arg is (typeof PLACES)[number] => PLACES.some(place => place === arg);

/** The arguments after the program. */
export const filled = ({ command: [, ...args], quoted }: Template, values: TemplateValues): readonly string[] =>
  args.map(arg => (isPlace(arg) ? placeValue(arg, values, quoted) : arg));

function placeValue(place: (typeof PLACES)[number], values: TemplateValues, quoted: boolean): string {
  const value = values[place.slice(1, -1) as keyof TemplateValues];
  return quoted ? shellWord(value) : value;
}
