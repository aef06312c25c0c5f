// The quick pick items of runs: name, time, metric, seed, tags and version of the spec. Independent of VS Code.
import type { RunItem } from '../../../src-shared/protocol/views';
import { shortHash } from '../../../src-shared/text/hashForm';
import { t } from '../ui/l10n';

/** One item of the quick pick. All of its texts are searched when the user types. */
export interface RunPickItem {
  readonly icon: string;
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly value: string;
}

/** The item of a run. */
export function runPickItem(run: RunItem): RunPickItem {
  const seed = run.seed === undefined ? [] : [t('seed {0}', run.seed)];
  const tags = (run.tags ?? []).map(tag => `#${tag}`);
  const facts = [run.name ?? '', run.metric, run.values ?? '', ...seed, ...tags, ...identityTexts(run)];
  return {
    icon: run.fingerprint ? 'beaker' : icons[run.state],
    label: run.when === '' ? t('time unknown') : run.when,
    description: facts.filter(fact => fact !== '').join(' · '),
    detail: run.isKept ? t('copy of an overwritten manifest, {0}', run.label) : run.label,
    value: run.uri,
  };
}

// The spec, its version and its hash; the fingerprint and the kind of anything else.
function identityTexts(run: RunItem): string[] {
  const { configHash, fingerprint, spec, version } = run;
  if (fingerprint) return [fingerprint.short ?? t('no fingerprint'), fingerprint.title];
  const hash = configHash === null ? t('no hash') : shortHash(configHash);
  return [...(spec === undefined ? [] : [spec]), stateText(run), ...(version === undefined ? [] : [version]), hash];
}

const icons = { current: 'pass', stale: 'history', unknown: 'question' } as const;

function stateText({ state, imports }: RunItem): string {
  if (imports) return imports === 'changed' ? t('imports changed') : t('imports not known');
  if (state === 'current') return t('current');
  return state === 'stale' ? t('stale') : t('unknown spec');
}

/** Runs under a title of their own; empty for none. */
export interface RunSection {
  readonly title: string;
  readonly choices: readonly RunPickItem[];
}

/** The runs that were asked for first, and the others under another title. `asked`: what was asked for, e.g. the name of a spec. */
export function runSections(runs: readonly RunItem[], asked: string | undefined): readonly RunSection[] {
  const own = runs.filter(({ isAsked }) => isAsked);
  const others = runs.filter(({ isAsked }) => !isAsked);
  const sections = [
    { title: asked === undefined ? '' : t('Runs of {0}', asked), runs: own },
    { title: own.length > 0 ? t('Other runs') : '', runs: others },
  ];
  return sections.flatMap(section =>
    section.runs.length === 0 ? [] : [{ title: section.title, choices: section.runs.map(runPickItem) }],
  );
}
