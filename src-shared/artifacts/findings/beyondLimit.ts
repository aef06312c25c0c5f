// A shared setting that is not used because it is too long, or comes after too many others.
import { defineFinding } from '../../text/defineFinding';
import { areWithinLimits, GLOB_LIMITS } from '../../text/glob';
import { type JsonNode, member } from '../../text/jsonText';
import { numberText } from '../../text/numberText';

/** A workspace that is not trusted may set these, so their number and length are limited: lists of words, entries (words in a list, directions of metrics, rows of the policy), and UTF-16 characters in a name. */
export const SETTINGS_LIMITS = { lists: 100, entries: 1000, name: 200 } as const;

interface BeyondLimit {
  readonly what: string;
  readonly limit: number;
  readonly unit: 'characters' | 'entries';
}

/** A shared setting is not used, because it is beyond a limit. */
export const beyondLimit = defineFinding({
  code: 'beyond-limit',
  severity: 'error',
  group: 'artifacts',
  summary: `A word or the name of a metric in \`.kynml.json\` has more than ${SETTINGS_LIMITS.name} characters, or a list has more than ${numberText(SETTINGS_LIMITS.entries)} entries; or \`artifacts.ignore\` has more than ${GLOB_LIMITS.patterns} patterns or ${numberText(GLOB_LIMITS.total)} characters, or a pattern more than ${numberText(GLOB_LIMITS.length)}. What is beyond these limits would not be used.`,
  fix: 'Shorten it, or remove what is not needed.',
  message: ({ what, limit, unit }: BeyondLimit) =>
    `${what} has more than ${numberText(limit)} ${unit}, so what follows would not be used. Shorten it.`,
  *find(settings: JsonNode) {
    const extra = member(member(settings, 'catalog'), 'extra');
    for (const { key, value } of extra?.kind === 'object' ? extra.members : [])
      if (value.kind === 'array') yield* beyond(`\`catalog.extra.${key}\``, value, value.items);
    const ignore = member(member(settings, 'artifacts'), 'ignore');
    if (ignore?.kind === 'array') yield* beyondPatterns(ignore, ignore.items);
    const directions = member(member(settings, 'runs'), 'metricDirections');
    if (directions?.kind !== 'object') return;
    const names = directions.members.map(({ key, keySpan }) => ({ kind: 'string', text: key, span: keySpan }) as const);
    yield* beyond('`runs.metricDirections`', directions, names);
  },
});

type Named = Pick<JsonNode, 'kind' | 'span'> & { readonly text?: string };

function* beyond(what: string, list: JsonNode, names: readonly Named[]) {
  const { entries, name } = SETTINGS_LIMITS;
  if (names.length > entries) yield { facts: { what, limit: entries, unit: 'entries' as const }, span: list.span };
  for (const { kind, text = '', span } of names)
    if (kind === 'string' && text.length > name)
      yield { facts: { what: `A name in ${what}`, limit: name, unit: 'characters' as const }, span };
}

function* beyondPatterns({ span }: Pick<JsonNode, 'span'>, items: readonly JsonNode[]) {
  const { patterns, length, total } = GLOB_LIMITS;
  const texts = items.flatMap(item => (item.kind === 'string' ? [item.text.trim()] : []));
  if (areWithinLimits(texts)) return;
  const what = '`artifacts.ignore`';
  if (items.length > patterns) yield { facts: { what, limit: patterns, unit: 'entries' as const }, span };
  else if (texts.some(text => text.length > length))
    yield { facts: { what: `A pattern in ${what}`, limit: length, unit: 'characters' as const }, span };
  else yield { facts: { what, limit: total, unit: 'characters' as const }, span };
}
