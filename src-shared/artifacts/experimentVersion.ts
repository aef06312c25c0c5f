// The version of the format of experiment manifests.
import type { JsonNode } from '../text/jsonText';

/** Whether a `manifest_schema_version` is that of the supported format. For Python, `1.0` equals 1. */
export const isSupportedManifest = (version: JsonNode | undefined): boolean =>
  version?.kind === 'number' && Number(version.text) === 1;
