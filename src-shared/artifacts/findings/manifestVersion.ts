// `manifest_schema_version` of an experiment manifest. What another version means is unknown, so nothing else in the file is checked.
import { defineFinding } from '../../text/defineFinding';
import { type JsonNode, member } from '../../text/jsonText';
import { describeValue } from '../describeValue';
import { isSupportedManifest } from '../experimentVersion';

/** The version of an experiment manifest is not supported. */
export const manifestVersion = defineFinding({
  code: 'manifest-version',
  severity: 'warning',
  group: 'artifacts',
  summary:
    'The `manifest_schema_version` of an experiment manifest is not 1. The format of the file is unknown, so nothing else in it is checked.',
  fix: 'Update this tool, or write the manifest again with version 1.',
  example:
    '{"manifest_schema_version": 2, "experiment_id": "e", "timestamp_utc": "…", "git": {}, "env": {}, "params": {}, "data_provenance": {}}',
  exampleFile: 'experiment_manifest.json',
  message: ({ version }: { readonly version: JsonNode }) =>
    `The version ${describeValue(version)} of this experiment manifest is not supported, so nothing else in this file is checked. Update this tool, or write the manifest again with version 1.`,
  *find(root: JsonNode) {
    const version = member(root, 'manifest_schema_version');
    if (version && !isSupportedManifest(version)) yield { facts: { version }, span: version.span };
  },
});
