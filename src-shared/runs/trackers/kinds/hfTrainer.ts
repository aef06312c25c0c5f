// Hugging Face Trainer: `trainer_state.json` in the output folder, or, where the run was not saved at its end, in its newest checkpoint that can be read.
import { join, relativeTo } from '../../../host/paths';
import { type JsonNode, member, members, stringMember } from '../../../text/jsonText';
import { jsonObject } from '../../../text/makeJson';
import { faultsOf } from '../fileFault';
import { cardSettings } from '../hfTrainer/card';
import { doubtOf, historyPoints, metricsOf, RESULTS } from '../hfTrainer/metrics';
import { checkpointsIn, isCheckpoint, STATE, stateIn, type TrainerState } from '../hfTrainer/state';
import type { Place } from '../place';
import type { Leaves, TrackedRun } from '../trackedRun';
import type { TrackedGap, Tracker } from '../tracker';
import { leavesOf } from '../values/leaves';
import { sameValue } from '../values/sameValue';
import { numberIn, scalarText } from '../values/scalars';
import { seedsOf } from '../values/seeds';

/** Runs of the Trainer of Hugging Face. */
export const hfTrainer: Tracker = {
  id: 'hf-trainer-run',
  title: 'Hugging Face Trainer run',
  mayHave: place => place.hasFile(STATE) || place.isSpecial(STATE) || place.folders().some(isCheckpoint),
  read(place) {
    if (isCheckpoint(place.name) && 'root' in stateIn(place.parent())) return { runs: [], gaps: [partText(place)] };
    const parts = checkpointsIn(place).map(name => join(place.path, name));
    const found = stateIn(place);
    return 'root' in found ? { runs: [runOf(place, found)], parts } : { runs: [], gaps: found, parts };
  },
  readsAround: folder => (isCheckpoint(folder) ? [STATE] : []),
  series(place) {
    const found = stateIn(place);
    return 'root' in found ? historyPoints(found.root) : new Map();
  },
};

const partText = ({ path }: Place): TrackedGap => ({
  path,
  text: 'is a checkpoint of the run in the folder around it. Name that folder.',
});

function runOf(outer: Place, state: TrainerState): TrackedRun {
  const { root, place, isWhole, unread } = state;
  const [cardFault] = faultsOf(outer, [CARD]);
  const card = cardFault === undefined ? cardSettings(outer.text(CARD) ?? '') : undefined;
  const config = joinedSettings(stateSettings(root), card?.settings ?? new Map());
  const metrics = metricsOf(state);
  const doubt = doubtOf(state);
  const faults = [...(cardFault === undefined ? [] : [cardFault]), ...faultsOf(place, [RESULTS, MODEL])];
  const states = unread.map(({ path }) => `${relativeTo(outer.path, path)} cannot be read`);
  const transformers = stringMember(place.json(MODEL), 'transformers_version');
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
    ...(card?.gap !== undefined && { configGap: card.gap }),
    data: [],
    code: { files: [] },
    environment: new Map(transformers === undefined ? [] : [['transformers', transformers]]),
    metrics,
    status: isDone ? { state: 'finished', text: 'finished' } : { state: 'unknown', text: 'unknown' },
    outputs: [],
    unread: [...states, ...faults],
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
      ...(place === outer ? [] : [`It is known only by its newest checkpoint that can be read, ${place.name}.`]),
      ...states.map(text => `${text}.`),
      ...faults.map(fault => `${fault}, so it was not read.`),
      ...(best === undefined ? [] : [`The best metric by the Trainer is ${best}.`]),
      ...(card ? ['The model card lists only the most important settings.'] : []),
      ...(isWhole ? [] : ['Of its long history, only the beginning and the end were read.']),
      ...(doubt === undefined ? [] : [doubt]),
    ],
  };
}

// Where the card has another value than the state, both count.
function joinedSettings(state: Leaves, card: Leaves): Leaves {
  const isOther = (name: string, node: JsonNode): boolean => {
    const listed = card.get(name);
    return listed !== undefined && sameValue(listed, node) === 'differs';
  };
  return new Map([
    ...[...state].map(([name, node]) => [isOther(name, node) ? `state.${name}` : name, node] as const),
    ...card,
  ]);
}

const CARD = 'README.md';
const MODEL = 'config.json';
const SETTINGS = ['max_steps', 'num_train_epochs', 'train_batch_size', 'trial_params'] as const;

const stateSettings = (root: JsonNode): Leaves =>
  leavesOf(
    jsonObject([
      ...SETTINGS.flatMap(key => {
        const value = member(root, key);
        return value && value.kind !== 'null' ? [[key, value] as const] : [];
      }),
      ...callbackSettings(root),
    ]),
  );

// Those of callbacks that keep their state, such as the patience of early stopping. TrainerControl has no settings.
const callbackSettings = (root: JsonNode): (readonly [string, JsonNode])[] =>
  [...members(member(root, 'stateful_callbacks'))].flatMap(([name, { value }]) => {
    const args = name === 'TrainerControl' ? undefined : member(value, 'args');
    return args ? [[name, args] as const] : [];
  });

function firstEntry(root: JsonNode): string[] {
  const history = member(root, 'log_history');
  const [first] = history?.kind === 'array' ? history.items : [];
  return first?.kind === 'object' ? first.members.map(({ key, value }) => `${key} ${scalarText(value)}`) : [];
}
