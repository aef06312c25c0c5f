// The text of an experiment manifest.

/** A valid manifest with the hashes of external data, by file. */
export const experiment = (hashes: Record<string, unknown>): string =>
  JSON.stringify(
    {
      manifest_schema_version: 1,
      experiment_id: 'e',
      timestamp_utc: '2026-04-19T17:30:00+00:00',
      git: { sha: 'a'.repeat(40), dirty: false, branch: 'main' },
      env: { python: '3', platform: 'L' },
      params: {},
      data_provenance: { kind: 'external', hashes },
      pytyche: {},
    },
    null,
    2,
  );
