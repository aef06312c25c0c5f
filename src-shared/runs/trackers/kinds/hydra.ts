// Hydra: a folder `.hydra` with the composed settings in the folder of a job. What the job itself recorded is in the same folder or below.
import { dirname } from '../../../host/paths';
import { firstFew } from '../../../text/firstFew';
import { type JsonNode, member, members, stringMember } from '../../../text/jsonText';
import { jsonObject } from '../../../text/makeJson';
import { counted } from '../../../text/numberText';
import { printJson } from '../../../text/printJson';
import { DAMAGED, unlisted } from '../fileFault';
import type { Place } from '../place';
import type { Leaves, TrackedRun } from '../trackedRun';
import type { TrackedGap, Tracker } from '../tracker';
import { leavesOf } from '../values/leaves';
import { seedsOf } from '../values/seeds';

/** Jobs of Hydra. */
export const hydra: Tracker = {
  id: 'hydra-run',
  title: 'Hydra run',
  mayHave: place => place.folders().includes(USUAL) || FILES.every(name => place.hasFile(name)),
  read(place) {
    const inner = place.folder(USUAL);
    const files = jobFiles(inner ?? place);
    if (inner && !files) {
      const gaps = unreadFiles(inner);
      return { runs: [], gaps, isWhole: gaps.length > 0 };
    }
    // The usual folder is read with the folder around it.
    if (!files || (!inner && place.name === USUAL && place.parent().folders().includes(USUAL))) return undefined;
    const run = runOf(inner ? place.path : dirname(place.path), place, files);
    // Where all jobs write into the folder of the project, what else is there belongs to any of them.
    return { runs: [run], ...(inner && !isShared(files) && { isWhole: true }) };
  },
};

const USUAL = '.hydra';
const FILES = ['config.yaml', 'hydra.yaml', 'overrides.yaml'] as const;

interface JobFiles {
  readonly config: JsonNode;
  readonly hydra: JsonNode;
  readonly overrides: number;
  readonly text: string;
}

function jobFiles(job: Place): JobFiles | undefined {
  const [config, outer, overrides] = FILES.map(name => job.yaml(name));
  const inner = member(outer, 'hydra');
  if (!config || !inner || overrides?.kind !== 'array' || FILES.some(name => !isMarked(job, name))) return undefined;
  const text = FILES.map(name => job.text(name)).join('\n');
  return { config, hydra: inner, overrides: overrides.items.length, text };
}

// A folder of this name with these files is one of Hydra even where one of them cannot be read.
function unreadFiles(inner: Place): TrackedGap[] {
  if (!inner.isListed) return [{ path: inner.path, text: 'cannot be opened, so its run is not listed.' }];
  return FILES.every(name => inner.hasFile(name) || inner.isSpecial(name))
    ? FILES.filter(name => !isMarked(inner, name)).flatMap(name => unlisted(inner, name, undefined, DAMAGED))
    : [];
}

// Whether one of the files is as Hydra writes it.
function isMarked(job: Place, name: (typeof FILES)[number]): boolean {
  const root = job.yaml(name);
  if (name !== 'hydra.yaml') return root?.kind === (name === 'config.yaml' ? 'object' : 'array');
  return ['runtime', 'job', 'run'].every(key => member(member(root, 'hydra'), key)?.kind === 'object');
}

// The folder of the project as a user writes it, or as Hydra resolved it.
function isShared({ hydra: root }: JobFiles): boolean {
  const runtime = member(root, 'runtime');
  const [cwd, output] = ['cwd', 'output_dir'].map(key => stringMember(runtime, key));
  return SHARED.test(stringMember(member(root, 'run'), 'dir') ?? '') || (cwd !== undefined && cwd === output);
}

const SHARED = /^(?:\.\/?|\$\{hydra:runtime\.cwd\}\/?)$/;

// `${oc.env:HOME}` and other functions, whose result is not written; `${a.b}` is another setting.
// `???` is a value that was missing when the job started.
const OPEN = /\$\{[^}]{0,200}:|"\?{3}"/;

function runOf(path: string, { host }: Place, files: JobFiles): TrackedRun {
  const { hydra: root, overrides } = files;
  const config = configOf(files);
  const open = [...config].flatMap(([name, node]) => (OPEN.test(printJson(node)) ? [name] : []));
  const job = stringMember(member(root, 'job'), 'name');
  const version = stringMember(member(root, 'runtime'), 'version');
  return {
    tracker: hydra.id,
    path,
    id: host.sha256(files.text),
    name: path.split('/').slice(-2).join('/'),
    ...(job !== undefined && { group: job }),
    ...(version !== undefined && { version }),
    config: config.size > 0 ? config : undefined,
    data: [],
    code: { files: [] },
    environment: new Map(),
    metrics: new Map(),
    status: { state: 'unknown', text: 'unknown' },
    outputs: [],
    absent: {
      ...(config.size === 0 && { config: 'The job has no settings.' }),
      ...(open.length > 0 && {
        config: `Settings depend on what was not recorded, such as a variable of the environment or a value that was missing: ${firstFew(open, MAX_NAMES, { text: name => name })}.`,
      }),
      ...seedAbsent(config),
      data: 'Hydra records no data.',
      code: 'Hydra records no code.',
      environment: 'Hydra records no versions.',
      metrics: 'Hydra records no metrics.',
      time: 'Hydra records no time.',
      status: 'Hydra writes its files before the job starts, so it does not record how the job ended.',
    },
    notes: [
      `It was started with ${counted(overrides, 'override')}.`,
      ...(isShared(files)
        ? ['Each job overwrites the files of the job before, because they are in the folder of the project.']
        : []),
    ],
  };
}

const MAX_NAMES = 4;

// A seed may be written as another setting. It is known only where that one is a seed with a value.
function seedAbsent(config: Leaves): { readonly seed?: string } {
  const seeds = seedsOf(config);
  if (seeds.size === 0) return { seed: 'No seed is among the settings.' };
  const isOpen = (node: JsonNode | undefined, depth = 0): boolean => {
    const text = node?.kind === 'string' ? node.text : '';
    const [, other] = REFERENCE.exec(text) ?? [];
    if (other !== undefined && depth < MAX_REFERENCES) return !seeds.has(other) || isOpen(seeds.get(other), depth + 1);
    return text.includes('${') || text === '???';
  };
  const open = [...seeds].flatMap(([name, node]) => (isOpen(node) ? [name] : []));
  const names = firstFew(open, MAX_NAMES, { text: name => name });
  return open.length === 0 ? {} : { seed: `The value of a seed was not recorded: ${names}.` };
}

const MAX_REFERENCES = 10;
const REFERENCE = /^\$\{([\w.]{1,200})\}$/;

// The settings and the chosen groups. Groups of Hydra itself decide how a job is started.
function configOf({ config, hydra: root }: JobFiles): Leaves {
  const choices = [...members(member(member(root, 'runtime'), 'choices'))].flatMap(([group, { value }]) =>
    group.startsWith('hydra/') ? [] : [[group, value] as const],
  );
  return new Map(
    [...leavesOf(config), ...leavesOf(jsonObject([['hydra.choices', jsonObject(choices)]]))].filter(
      ([name]) => name !== 'hydra.choices',
    ),
  );
}
