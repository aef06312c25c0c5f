// The files of a check without those that the shared settings ignore, and the messages about these settings.
import type { CliEnvironment } from '../command';
import { withoutIgnored } from '../search/withoutIgnored';
import type { RequestedList } from './checkFiles';

/** The list without ignored artifacts in folders. Settings that cannot be used make the check incomplete, because its findings may be wrong. */
export async function withSettings(environment: CliEnvironment, list: RequestedList): Promise<RequestedList> {
  const { targets, notes, problems } = await withoutIgnored(environment, list.targets);
  return { targets, notes: [...list.notes, ...notes], incomplete: [...list.incomplete, ...problems] };
}
