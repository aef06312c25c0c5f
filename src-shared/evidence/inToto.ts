// The evidence as a statement of in-toto with the provenance predicate of SLSA. Sources: https://github.com/in-toto/attestation/tree/main/spec/v1 and
// https://slsa.dev/spec/v1.1/provenance.
import type { Sha256 } from '../repro/hash/configHash';
import { parseJson } from '../text/jsonText';
import { artifactValue, type JsonValue, printJson, RawJson } from '../text/outputJson';
import type { Evidence } from './evidence';
import { type KnownInput, knownInputs, notKnown } from './knownInputs';

const STATEMENT = 'https://in-toto.io/Statement/v1';
const PREDICATE = 'https://slsa.dev/provenance/v1';
const BUILD_TYPE = 'urn:kynml:training:v1';
// Not everything that another tracker records is a training, and its settings are not those of a spec.
const TRACKED_TYPE = 'urn:kynml:tracked-run:v1';
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

// A run records no digests of its other files, so its record is the only thing that is known to come from it. That of another tracker may be several files.
const subjectsOf = ({ parts, entry }: Evidence, sha256: Sha256): JsonValue =>
  parts.flatMap(({ role, path, content }) =>
    role === 'run'
      ? {
          name: path.replace(/^run\//, ''),
          digest: { sha256: sha256(content) },
          ...(entry !== undefined && { annotations: { kyn_entry: entry } }),
        }
      : [],
  );

function buildDefinition(evidence: Evidence, sha256: Sha256): JsonValue {
  const { seed, params, combo, env, device } = evidence.details;
  const inputs = knownInputs(evidence, sha256);
  return {
    buildType: evidence.tracker === undefined ? BUILD_TYPE : TRACKED_TYPE,
    externalParameters: {
      spec: inputs.find(({ role }) => role === 'spec')?.name,
      params: params && artifactValue(params),
      combo: combo && artifactValue(combo),
      seed: typeof seed === 'string' ? new RawJson(seed) : seed,
    },
    internalParameters: { environment: env && artifactValue(env), device },
    resolvedDependencies: inputs.map(dependency),
  };
}

const dependency = ({ role, name, hash }: KnownInput): JsonValue => ({
  name,
  digest: { sha256: hash },
  annotations: { kyn_role: role, ...(role !== 'data' && { kyn_lineEnds: 'LF' }) },
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
  const { generator, label, tracker, hasFailed, time, verdict, steps, parts } = evidence;
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
    // The state when this was written. It is not a dependency, because a run does not record its commit.
    repository: checkedOut && artifactValue(checkedOut),
    notKnown: notKnown(evidence).map(({ what, reason }) => ({ what, reason })),
  };
}
