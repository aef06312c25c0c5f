/** The API key of `evalConfig`, which no output contains. */
export const SECRET = 'not-to-be-shown';

/** A configuration of an evaluation in the documented form. */
export const evalConfig = {
  endpoint: { provider: 'anthropic', model: 'm', api_key: SECRET },
  score_fn: 'e.score',
  prepare_messages: 'e.prepare',
  max_samples: null,
  tools: ['b', 'a'],
};
