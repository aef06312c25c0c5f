// Hugging Face Trainer: `trainer_state.json` in the output folder, or, where the run was not saved at its end, in its newest checkpoint.
import { type JsonNode, member, stringMember } from '../../../text/jsonText';
import { cardSettings } from '../hfTrainer/card';
import { DOUBT, isFiltered, metricsOf } from '../hfTrainer/metrics';
import type { Place } from '../place';
import type { Leaves, TrackedRun } from '../trackedRun';
import type { Tracker } from '../tracker';
import { leavesOfTexts } from '../values/leaves';
import { numberIn, scalarText } from '../values/scalars';
import { seedsOf } from '../values/seeds';

/** Runs of the Trainer of Hugging Face. */
export const hfTrainer: Tracker = {
  id: 'hf-trainer-run',
  title: 'Hugging Face Trainer run',
  mayHave: place => place.hasFile(STATE) || place.folders().some(name => CHECKPOINT.test(name)),
  read(place) {
    if (CHECKPOINT.test(place.name) && stateIn(place.parent())) return undefined;
    const found = stateIn(place);
    return found && { runs: [runOf(place, found)] };
  },
};

const STATE = 'trainer_state.json';
const CHECKPOINT = /^checkpoint-(\d{1,15})$/;

/** The state, and the folder that it is in. */
interface State {
  readonly root: JsonNode;
  readonly place: Place;
}

function stateIn(place: Place): State | undefined {
  const root = stateOf(place);
  if (root) return { root, place };
  const step = (name: string): number => Number(CHECKPOINT.exec(name)?.[1]);
  const newest = place
    .folders()
    .filter(name => CHECKPOINT.test(name))
    .sort((a, b) => step(b) - step(a))[0];
  const inner = newest === undefined ? undefined : place.folder(newest);
  const known = inner && stateOf(inner);
  return known && { root: known, place: inner };
}

// A long history.
const MAX_STATE = 8 * 1024 * 1024;

function stateOf(place: Place): JsonNode | undefined {
  const root = place.hasFile(STATE) ? place.json(STATE, MAX_STATE) : undefined;
  const isMarked =
    member(root, 'log_history')?.kind === 'array' &&
    ['global_step', 'max_steps'].every(key => member(root, key)?.kind === 'number');
  return isMarked ? root : undefined;
}

function runOf(outer: Place, { root, place }: State): TrackedRun {
  const isCheckpoint = place !== outer;
  const card = cardSettings(outer.text('README.md') ?? '');
  const config = new Map([...stateSettings(root), ...(card ?? [])]);
  const metrics = metricsOf(place, root);
  const transformers = stringMember(place.json('config.json'), 'transformers_version');
  const isDone =
    numberIn(member(root, 'max_steps')) > 0 &&
    numberIn(member(root, 'global_step')) >= numberIn(member(root, 'max_steps'));
  const best = scalarText(member(root, 'best_metric'));
  return {
    tracker: hfTrainer.id,
    path: place.path,
    id: place.host.sha256(JSON.stringify([outer.name, firstEntry(root), scalarText(member(root, 'max_steps'))])),
    name: outer.name,
    ...(transformers !== undefined && { version: transformers }),
    config,
    data: [],
    code: { files: [] },
    environment: new Map(transformers === undefined ? [] : [['transformers', transformers]]),
    metrics,
    status: isDone ? { state: 'finished', text: 'finished' } : { state: 'unknown', text: 'unknown' },
    outputs: [],
    absent: {
      ...(!card && {
        config:
          'The learning rate and most other settings are only in training_args.bin, a pickle, which is never read.',
      }),
      ...(seedsOf(config).size === 0 && {
        seed: 'The seed is only in training_args.bin, a pickle, which is never read.',
      }),
      data: 'The Trainer records no digest of its data.',
      code: 'The Trainer records no code.',
      environment: 'The Trainer records no versions but, with the model, that of transformers.',
      ...(metrics.size === 0 && { metrics: 'Its history has no metrics.' }),
      time: 'The Trainer records no time.',
      ...(!isDone && { status: 'It has fewer steps than planned: it stopped early, was cut off, or still runs.' }),
    },
    notes: [
      ...(isCheckpoint ? [`It is known only by its newest checkpoint, ${place.name}.`] : []),
      ...(best === undefined ? [] : [`The best metric by the Trainer is ${best}.`]),
      ...(card ? ['The model card lists only the most important settings.'] : []),
      ...(isFiltered(root) ? [DOUBT] : []),
    ],
  };
}

const SETTINGS = ['max_steps', 'num_train_epochs', 'train_batch_size', 'trial_params'] as const;

const stateSettings = (root: JsonNode): Leaves =>
  leavesOfTexts(
    SETTINGS.flatMap(key => {
      const value = member(root, key);
      return value && value.kind !== 'null' ? [[key, value] as const] : [];
    }),
  );

function firstEntry(root: JsonNode): string[] {
  const history = member(root, 'log_history');
  const [first] = history?.kind === 'array' ? history.items : [];
  return first?.kind === 'object' ? first.members.map(({ key, value }) => `${key} ${scalarText(value)}`) : [];
}
