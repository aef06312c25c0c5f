// The header of a session log, for tests.

/** The first line of a valid session log, with other fields. */
export const sessionHeader = (more: object = {}) => ({
  type: 'session',
  id: 'abc',
  fingerprint: {
    config_hash: 'a1b2c3d4e5f60718',
    git_sha: 'def45678',
    git_dirty: false,
    domain: 'session',
    model: 'm',
    env: 'e',
    tools: [],
  },
  ...more,
});
