// Collects what a package contains about a run. Nothing is written.
import type { Evidence, EvidencePart, EvidenceTime, MissingPart } from '../../../../src-shared/evidence/evidence';
import type { Host } from '../../../../src-shared/host/host';
import { basename, dirname } from '../../../../src-shared/host/paths';
import { readArtifactText } from '../../../../src-shared/repro/files/readArtifactText';
import type { RecordedRun } from '../../../../src-shared/repro/reproduce/recordedRun';
import { type RunRecord, recordOfRun } from '../../../../src-shared/repro/reproduce/runRecord';
import type { VerifyStep } from '../../../../src-shared/runs/verify/verification';
import { verifyRun } from '../../../../src-shared/runs/verify/verifyRun';
import type { VerifyWorld } from '../../../../src-shared/runs/verify/verifyWorld';
import { printJson } from '../../../../src-shared/text/printJson';
import { overallState } from '../../../../src-shared/views/verificationTexts';
import type { CliContext } from '../command';
import type { RunInput } from '../reproduce/readRun';
import { printVerification } from '../verify/print';
import { dataParts } from './dataParts';
import { estimatedTime } from './estimatedTime';
import { gitParts } from './gitParts';
import { type Collected, lockParts, scriptParts, specParts } from './specParts';

/** The run with its record, and the machine. `entry`: its number in its file, where that has several. */
export interface RunToPackage {
  readonly input: RunInput;
  readonly recorded: RecordedRun;
  readonly entry: number | undefined;
  readonly world: VerifyWorld;
}

/** Collects the evidence of a run, or returns a sentence that states why it cannot be collected. */
export async function collectEvidence(context: CliContext, run: RunToPackage): Promise<Evidence | string> {
  const { input, recorded, entry, world } = run;
  const own = runPart(world.host, input);
  if (typeof own === 'string') return own;
  const { steps, files } = await verifyRun(input, world);
  const { configHash, dataHash } = recorded;
  const record = recordOfRun(world.records.byManifest.get(input.fileHash ?? '') ?? [], input.path);
  const ofRun = record?.spec.configHash === configHash ? record : undefined;
  const result = configHash === undefined ? undefined : await world.spec(configHash, ofRun);
  const found = result?.found;
  const detail = steps.find(({ name }) => name === 'data_hash')?.detail;
  const isWanted = context.options.has('with-data');
  const data = await dataParts({ hash: dataHash, places: files, detail, isWanted }, world);
  const collected: Collected[] = [
    { parts: [own, verdictPart(context, input, steps)], missing: [] },
    result ? specParts(result) : { parts: [], missing: [NO_HASH] },
    ...(configHash === undefined ? [] : [lockParts(configHash, found, world)]),
    scriptParts(input, { hash: configHash, found }, world),
    environmentParts(recorded),
    data,
    await gitParts(world.host, { folder: dirname(found?.path ?? input.path), specCommit: found?.commit?.id }),
  ];
  return {
    generator: world.generator,
    label: input.label,
    ...(entry !== undefined && { entry }),
    configHash,
    dataHash: dataHash ?? undefined,
    trainer: recorded.generator,
    hasFailed: recorded.failure !== undefined,
    details: recorded,
    ...(data.file !== undefined && { dataFile: data.file }),
    time: timeOf(world.host, input, ofRun),
    verdict: overallState(steps),
    steps,
    parts: collected.flatMap(({ parts }) => parts),
    missing: collected.flatMap(({ missing }) => missing),
  };
}

const NO_HASH: MissingPart = {
  what: 'The spec and its lock',
  reason: 'The run does not record a CONFIG_HASH, so its spec is unknown.',
};

// The file is read again for its exact text, so it must still be the one that was verified.
function runPart(host: Host, { path, label, fileHash }: RunInput): EvidencePart | string {
  const read = readArtifactText(host, path);
  if (!read.ok || (fileHash !== undefined && host.sha256(read.text) !== fileHash))
    return `${label} changed while it was read. Nothing was written. Try again.`;
  const description = 'What the run recorded about itself.';
  return { role: 'run', path: `run/${basename(path)}`, description, content: read.text };
}

function verdictPart(context: CliContext, { label }: RunInput, steps: readonly VerifyStep[]): EvidencePart {
  const content = printVerification([{ path: label, steps }], { format: 'json', io: context.io });
  return { role: 'verdict', path: 'verdict.json', description: 'What `kyn verify` found.', content };
}

function environmentParts({ env }: RecordedRun): Collected {
  const description = 'The versions and the computer that the run recorded.';
  return env?.kind === 'object'
    ? {
        parts: [{ role: 'environment', path: 'environment.json', description, content: `${printJson(env)}\n` }],
        missing: [],
      }
    : {
        parts: [],
        missing: [{ what: 'The environment', reason: 'The run does not record the versions that it used.' }],
      };
}

// A package has no time of its own, so that the same run gives the same bytes.
function timeOf(host: Host, { path, label }: RunInput, record: RunRecord | undefined): EvidenceTime {
  const iso = (time: number | undefined): string | undefined =>
    time === undefined || Number.isNaN(time) ? undefined : new Date(time).toISOString();
  const known = { started: iso(Date.parse(record?.started ?? '')), ended: iso(record?.ended) };
  if (known.ended !== undefined)
    return { time: known.ended, source: 'The end of the run, as kyn recorded it.', ...known };
  if (known.started !== undefined)
    return { time: known.started, source: 'The start of the run, as kyn recorded it.', ...known };
  return estimatedTime(host, label, [path]);
}
