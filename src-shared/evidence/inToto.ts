// The evidence as a statement of in-toto with the provenance predicate of SLSA. Sources: https://github.com/in-toto/attestation/tree/main/spec/v1 and
// https://slsa.dev/spec/v1.1/provenance.
import { basename } from '../host/paths';
import type { Sha256 } from '../repro/hash/configHash';
import { parseJson } from '../text/jsonText';
import { artifactValue, type JsonValue, printJson, RawJson } from '../text/outputJson';
import type { DigestedFile, Evidence } from './evidence';
import { knownInputs, knownOutputs, notKnown } from './knownInputs';

const STATEMENT = 'https://in-toto.io/Statement/v1';
const PREDICATE = 'https://slsa.dev/provenance/v1';
const TRAINING = 'urn:kynml:training:v1';
const TRACKED = 'urn:kynml:tracked-run:v1';
// A consumer decides by the builder alone, so a run that was contradicted has another one.
const BUILDER = 'urn:kynml:recorded-run:v1';

/** The statement. It states only what the run recorded and what was found about it; the same evidence gives the same bytes. */
export function inTotoText(evidence: Evidence, sha256: Sha256): string {
  return printJson({
    _type: STATEMENT,
    subject: subjectsOf(evidence, sha256),
    predicateType: PREDICATE,
    predicate: {
      buildDefinition: buildDefinition(evidence, sha256),
      runDetails: runDetails(evidence),
      kyn_evidence: extension(evidence),
    },
  });
}

// The files in which the run recorded itself, and the others whose digests it recorded. A name is used once.
function subjectsOf(evidence: Evidence, sha256: Sha256): JsonValue {
  const { parts, entry, tracker } = evidence;
  const annotations = entry !== undefined && { annotations: { kyn_entry: entry } };
  const records = parts.flatMap(({ role, path, content }): Subject[] => {
    const name = tracker === undefined ? basename(path) : path.replace(/^run\//, '');
    return role === 'run' ? [{ name, digest: { sha256: sha256(content) }, ...annotations }] : [];
  });
  const outputs = knownOutputs(evidence).map(({ name, algorithm, digest }) => ({
    name,
    digest: { [algorithm]: digest },
  }));
  return [...new Map([...outputs, ...records].map(subject => [subject.name, subject])).values()];
}

type Subject = { readonly name: string } & { readonly [key: string]: JsonValue };

function buildDefinition(evidence: Evidence, sha256: Sha256): JsonValue {
  const { seed, params, combo, config, env, device } = evidence.details;
  const inputs = knownInputs(evidence, sha256);
  return {
    buildType: evidence.tracker === undefined ? TRAINING : TRACKED,
    externalParameters: {
      spec: inputs.find(({ role }) => role === 'spec')?.name,
      config: config && artifactValue(config),
      params: params && artifactValue(params),
      combo: combo && artifactValue(combo),
      seed: typeof seed === 'string' ? new RawJson(seed) : seed,
    },
    internalParameters: { environment: env && artifactValue(env), device },
    resolvedDependencies: inputs.map(dependency),
  };
}

const dependency = ({ role, name, algorithm, digest }: DigestedFile): JsonValue => ({
  name,
  digest: { [algorithm]: digest },
  annotations: { kyn_role: role, ...((role === 'spec' || role === 'import') && { kyn_lineEnds: 'LF' }) },
});

function runDetails({ verdict, trainer, time }: Evidence): JsonValue {
  const [, own, version] = /^(kyn )?(.+)$/.exec(trainer ?? '') ?? [];
  return {
    builder: {
      id: `${BUILDER}:${verdict}`,
      ...(version !== undefined && { version: { [own === undefined ? 'kynml' : 'kyn']: version } }),
    },
    metadata: { startedOn: time.started, finishedOn: time.ended },
  };
}

function extension(evidence: Evidence): JsonValue {
  const { generator, label, hasFailed, time, verdict, steps, parts, tracker, details } = evidence;
  const commit = parts.find(({ role }) => role === 'commit');
  const checkedOut = commit && parseJson(String(commit.content)).value;
  return {
    generator,
    run: label,
    tracker,
    failed: hasFailed,
    time: time.time,
    timeSource: time.source,
    verdict,
    steps: steps.map(({ name, state, detail }) => ({ name, state, detail })),
    // The state when this was written. It is not a dependency: the run may have used another commit.
    repository: checkedOut && artifactValue(checkedOut),
    notes: details.notes,
    notKnown: notKnown(evidence).map(({ what, reason }) => ({ what, reason })),
  };
}
