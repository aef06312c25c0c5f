// Runs `kyn diff`: reads both sides, compares and prints them.
import { fileFormatOf } from '../../../../src-shared/artifacts/detect';
import { entryPath, noEntryText, readArtifact, readEntries } from '../../../../src-shared/artifacts/read';
import { textFinding, unreadableText } from '../../../../src-shared/artifacts/textFinding';
import type { SpecPair } from '../../../../src-shared/kyn/training/specChanges';
import type { DiffSide } from '../../../../src-shared/protocol/views';
import { type Comparison, compareWith } from '../../../../src-shared/repro/compare/compare';
import { ofOneKind } from '../../../../src-shared/repro/compare/oneKind';
import { policyOf } from '../../../../src-shared/repro/compare/policy';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { readArtifactText } from '../../../../src-shared/repro/files/readArtifactText';
import type { TrackedRun } from '../../../../src-shared/runs/trackers/trackedRun';
import { lfsPointer } from '../../../../src-shared/text/lfsPointer';
import { differentKindsText } from '../../../../src-shared/views/differentKinds';
import { diffMarkdown } from '../../../../src-shared/views/diffMarkdown';
import { diffView } from '../../../../src-shared/views/diffView';
import { displayPath } from '../cliPaths';
import { type CliContext, formatOf, type Outcome } from '../command';
import { duplicateKeyWarnings } from '../duplicateKeyWarnings';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome } from '../outcome';
import { createColors } from '../print/colors';
import { createSettings } from '../projectSettings';
import { displayName, type Input, readInput, unreadableRun } from '../readInput';
import { trackedNamed } from '../search/trackedNamed';
import { diffJson } from './json';
import { type ComparedRun, runSpecs } from './runSpecs';
import { diffText } from './text';

interface Side extends ComparedRun {
  readonly label: string;
  /** Warnings about duplicate keys. */
  readonly warnings: readonly string[];
}

/** Compares the two files of a context. */
export async function runDiff(context: CliContext): Promise<Outcome> {
  const [first = '', second = ''] = context.files;
  const spec = context.files.find(isSpecPath);
  if (spec !== undefined) return failure(notASpecText(displayPath(spec), spec === first ? second : first));
  const [a, b] = [await readSide(context, first), await readSide(context, second)];
  if (isTracked(a) || isTracked(b)) return (await import('./runTrackedDiff')).runTrackedDiff(context, a, b);
  if (typeof a === 'string' || typeof b === 'string') return failure(...[a, b].filter(s => typeof s === 'string'));
  const pair = ofOneKind(a.artifact, b.artifact);
  if (!pair.ok) return failure(differentKindsText(fileOf(a), fileOf(b), pair.why));
  const { settings, problem } = await createSettings(context)(b.path);
  if (problem !== undefined) return failure(problem);
  const { specs, imports } = await runSpecs(context, a, b);
  const policy = policyOf(settings.policy, settings.metricDirections);
  const comparison = compareWith(pair.a, pair.b, { policy, imports });
  const differs = context.options.has('exit-code') && comparison.verdict !== 'identical-inputs';
  const text = print(context, comparison, { sides: [a, b], specs });
  return outcome(differs ? EXIT_PROBLEMS : EXIT_OK, text, [...a.warnings, ...b.warnings]);
}

const isTracked = (side: Side | TrackedRun | string): side is TrackedRun =>
  typeof side !== 'string' && 'tracker' in side;

const fileOf = ({ label, artifact: { kind } }: Side) => ({ label, kind });

// What standard input contains is not known before it is read, and a spec has no mark that a text could be recognized by.
const notASpecText = (spec: string, other: string): string =>
  other === '-'
    ? `${spec} is a spec, but standard input is not read as one. Name a .kyn file instead.`
    : `${spec} is a spec, but ${displayPath(other)} is not. Only files of the same kind can be compared.`;

// A run of another tracker is a folder, or a file that is not an artifact. Why its file cannot be read says more than its unknown kind.
async function readSide(context: CliContext, given: string): Promise<Side | TrackedRun | string> {
  const side = await readFileSide(context, given);
  return typeof side === 'string' ? (trackedNamed(context, given) ?? side) : side;
}

// A file, or an entry of a file: `sweep_results.json#3`. An existing file with such a name is read as a whole.
async function readFileSide(context: CliContext, given: string): Promise<Side | string> {
  const whole = await readInput(context, given, readArtifactText);
  const entry = whole.content.ok ? undefined : entryPath(given);
  return entry
    ? entryOf(sideOf(context, await readInput(context, entry.file, readArtifactText)), entry.index)
    : sideOf(context, whole);
}

function entryOf(side: Side | string, index: number): Side | string {
  if (typeof side === 'string') return side;
  const { label, artifact } = side;
  const found = readEntries(artifact)[index];
  return found
    ? { ...side, label: `${label}#${index}`, artifact: found.artifact }
    : noEntryText(displayName(label), artifact, index);
}

// A side of the comparison, or a sentence that states why the file cannot be compared.
function sideOf({ host }: CliContext, input: Input): Side | string {
  const { label, path, content } = input;
  if (!content.ok) return unreadableRun({ host }, input, content.reason);
  const { text } = content;
  const artifact = readArtifact(path ?? '-', text);
  const name = displayName(label);
  if (!artifact) return `${name} cannot be compared: ${unknownKindText(path ?? '-', text)}`;
  const { root } = artifact;
  const file = { path, fileHash: host.sha256(text) };
  if (root) return { label, artifact, ...file, warnings: duplicateKeyWarnings({ label: name, text, root }) };
  return `${name} cannot be compared: ${artifact.diagnostics.map(unreadableText).join(' ')}`;
}

// A text that is too large to be read, or a pointer in its place, may be of a known kind.
function unknownKindText(path: string, text: string): string {
  if (lfsPointer(text)) return 'it is a Git LFS pointer. Run `git lfs pull` to fetch the file.';
  const { problem } = fileFormatOf(path, text).read(text);
  return problem?.fault === 'too-deep' || problem?.fault === 'long-first-line'
    ? `its kind is unknown. ${textFinding(problem).message}`
    : 'it is not a known kind of artifact. `kyn check --help` shows how to list the kinds.';
}

interface Printed {
  readonly sides: readonly [Side, Side];
  readonly specs: SpecPair | undefined;
}

function print(context: CliContext, comparison: Comparison, { sides: [a, b], specs }: Printed): string {
  const { color, columns } = context.io;
  const format = formatOf(context);
  if (format === 'json') return diffJson(comparison, specs);
  const view = diffView(comparison, { a: viewSide(a), b: viewSide(b) }, specs);
  return format === 'markdown' ? diffMarkdown(view) : diffText(view, createColors(color), columns);
}

function viewSide({ label, artifact: { kind, root } }: Side): DiffSide {
  const note = root && kind.formNote?.(root);
  return { uri: '', label, detail: note ?? '' };
}
