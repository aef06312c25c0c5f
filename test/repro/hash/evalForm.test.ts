// The two forms of the configuration of an evaluation, and the keys that are not hashed.
import { describe, expect, test } from 'vitest';
import { fingerprintEval } from '../../../src-shared/repro/hash/evalFingerprint';
import { hashStr } from '../../../src-shared/repro/hash/fingerprint';
import { type JsonNode, parseJson } from '../../../src-shared/text/jsonText';
import { nodeHost } from '../../nodeHost';

const { sha256 } = nodeHost;
const CLEAN = { sha: 'def45678', dirty: false };
const node = (text: string): JsonNode => parseJson(text).value as JsonNode;

describe('the form of an evaluation', () => {
  const endpoint = '"endpoint":{"provider":"p","model":"m"}';
  const made = (more: string, dataset?: string) => {
    const outside = { git: CLEAN, ...(dataset !== undefined && { dataset: { path: dataset, checksum: 'c' } }) };
    const result = fingerprintEval(node(`{${endpoint}${more}}`), outside, sha256);
    if (!result.ok) throw new Error(result.problem);
    return { form: result.form, notHashed: result.notHashed, hash: result.fingerprint.config_hash };
  };
  const hashOf = (text: string) => hashStr(text, sha256);

  test.each([
    [',"score_fn":"e.f"', 'score_fn', '"score_fn":"e.f"', []],
    [',"scorer":"e.S"', 'scorer', '"scorer":"e.S"', []],
    [',"scorer":null', 'scorer', '"scorer":"builtins.NoneType"', []],
    [',"score_fn":"e.f","extra_config":{"shots":5}', 'score_fn', '"score_fn":"e.f"', ['extra_config']],
    [',"score_fn":"e.f","scorer":"e.S"', 'scorer', '"scorer":"e.S"', ['score_fn']],
    [',"score_fn":"e.f","scorer":null', 'score_fn', '"score_fn":"e.f"', ['scorer']],
  ] as const)('%s is read as %s', (more, form, hashed, notHashed) => {
    const hash = hashOf(`{"endpoint":{"model":"m","provider":"p"},${hashed}}`);
    expect(made(more)).toEqual({ form, notHashed, hash });
  });

  test('with scorer, extra_config is hashed unless it is empty', () => {
    const text = '{"endpoint":{"model":"m","provider":"p"},"extra_config":{"shots":5},"scorer":"e.S"}';
    expect(made(',"scorer":"e.S","extra_config":{"shots":5}').hash).toBe(hashOf(text));
    expect(made(',"scorer":"e.S","extra_config":{}')).toEqual(made(',"scorer":"e.S"'));
    expect(made(',"scorer":"e.S","extra_config":null')).toEqual(made(',"scorer":"e.S"'));
    expect(made(',"extra_config":{"shots":5}')).toMatchObject({ form: 'scorer', notHashed: [] });
  });

  test.each([
    [',"max_sample":10', ['max_sample']],
    [',"tools":["a"],"eval_name":""', ['tools', 'eval_name']],
    [',"run_config":{"handle_stop":"e.s","max_turns":3}', ['run_config.max_turns']],
    [',"handle_stop":"e.t","run_config":{"handle_stop":"e.s"}', ['run_config.handle_stop']],
    [',"run_config":7', ['run_config']],
    [',"run_config":null,"environment_factory":null', []],
    [',"dataset_path":"d.jsonl","dataset_checksum":"x"', ['dataset_path', 'dataset_checksum']],
  ])('%s lists what is not hashed: %j', (more, notHashed) => {
    expect(made(more).notHashed).toEqual(notHashed);
  });

  test('the path of a dataset is listed unless that dataset is hashed', () => {
    expect(made(',"dataset_path":"./d.jsonl"', 'd.jsonl').notHashed).toEqual([]);
    expect(made(',"dataset_path":"d.jsonl"', 'other.jsonl').notHashed).toEqual(['dataset_path']);
  });

  test('an API key of the endpoint is listed by its place', () => {
    const config = node('{"endpoint":{"provider":"p","model":"m","api_key":"k"}}');
    expect(fingerprintEval(config, { git: CLEAN }, sha256)).toMatchObject({ notHashed: ['endpoint.api_key'] });
  });
});
