// Texts of other programs, by file name, that resemble KynML's files: with the same fields elsewhere in the file, with fields of the same names and
// another meaning, and broken or in another notation. They extend test/lookalikes/: a new false claim that needs only a few fields belongs here.

const H = '3f0c5a1b9d2e4f60718293a4b5c6d7e8f9013f0c5a1b9d2e4f60718293a4b5c6';
const SHA1 = '0123456789abcdef0123456789abcdef01234567';
const PNG = 'iVBORw0KGgo='.repeat(3);

// JSON of other programs that is not valid JSON.
const broken: Readonly<Record<string, string>> = {
  // Several values in a row: logs and exports.
  'ndjson/events.json': `{"config_hash":"${H}","step":1}\n{"event":"saved","data_hash":"${H}"}\n`,
  'ndjson/runs.json': `{"config_hash":"${H}","data_hash":"${H}","step":1}\n{"config_hash":"${H}","data_hash":null,"step":2}\n`,
  'ndjson/builds.lock': `{"config_hash":"${H}","schema_version":"3"}\n{"config_hash":"${H}","schema_version":"3"}\n`,
  'ndjson/jobs.json': '[{"combo":{"os":"linux"},"exit_code":0}]\n[{"combo":{"os":"mac"},"exit_code":0}]\n',
  'ndjson/rows.json': `{"config_hash":"${H}","data_hash":"${H}"},\n{"config_hash":"${H}","data_hash":"${H}"},\n`,
  'ndjson/pipeline.json': `{"dlm_sha256":"${H}","lock_version":2}{"dlm_sha256":"${H}","lock_version":2}`,
  'ndjson/documents.json': `{"config_hash":"${H}","data_hash":null}\n---\n{"kind":"Deployment"}\n`,
  'ndjson/spans.json': `{"span":{"config_hash":"${H}"}}\n{"span":{"data_hash":null}}\n`,
  'ndjson/lines.lock': `[1, "a"]\n{"config_hash":"${H}","data_hash":null}\n`,
  'ndjson/stream.json': `{"eval_name":"mmlu","total_samples":3,"summary_metrics":{}}\n{"eval_name":"arc","total_samples":9}\n`,
  // JSON with comments and trailing commas.
  'jsonc/cache.json': `// generated\n{"schema_version":3,"units":[{"config_hash":"${H}","source_path":"src/a.ts"},],}`,
  'jsonc/settings.json': `{\n  // used for "config_hash"\n  "sync": {"config_hash": "${H}",},\n  "blobs": [{"data_hash": null},],\n}\n`,
  'jsonc/tasks.json':
    '{"tasks":[{"data_provenance":"s3"},{"experiment_id":"e","git":{},"env":{}}],"a":{"manifest_schema_version":1},}',
  'jsonc/workspace.json': `{"folders":[{"dlm_sha256":"x"}], /* "lock_version" */ "extensions":{"lock_version":2},}`,
  'jsonc/visual.json': `{"goldens":["a.png",],"images":[{"golden_relpath":"a.png"}],"lock":{"lock_version":1,"updated_at":"now"},}`,
  'jsonc/registry.json': '{"experiments":[{"experiment_id":"e","params":{},"git":{}}],"manifest_schema_version":1,}',
  'jsonc/versions.json': '{"a":{"manifest_schema_version":1},"b":[{"env":{}}],"c":{"params":{}},}',
  'jsonc/evals.json': '{"suites":[{"eval_name":"e"}],"totals":{"total_samples":3},"last":{"summary_metrics":{}},}',
  'jsonc/print.json': '{"browsers":{"fingerprint":{"config_hash":"ja3","git_sha":"v"}},}',
  'jsonc/kyn.json': `{"tool":{"kynml_version":"0.1"},"locks":[{"config_hash":"${H}","schema_version":"1"}],}`,
  // Templates.
  'template/report.json':
    '{ "name": {{ name }}, "x":{"eval_name":"e"}, "y":{"total_samples":3}, "z":{"fingerprint":null}}',
  'template/values.json': `{ {% for a in items %}"{{ a }}": {"config_hash": "${H}", "data_hash": null},{% endfor %} }`,
  'template/deploy.json': `{ "image": \${IMAGE}, "spec": {"config_hash": "${H}"}, "volumes": [{"data_hash": "x"}] }`,
  'template/helm.lock': `{{- if .Values.lock }}\n{"config_hash": "${H}", "data_hash": null}\n{{- end }}\n`,
  'template/cookie.json':
    '{"manifest_schema_version": {{ v }}, "x": {"manifest_schema_version": 1, "env": {}, "git": {}}}',
  'template/erb.json': `{"servers": [<% each do %>{"dlm_sha256": "${H}"}<% end %>], "meta": {"lock_version": 4}}`,
  'template/session.json': '{"user": {{ user }}, "fingerprint": {"id": {"config_hash": "x", "git_sha": "y"}}}',
  // Scripts and prefixes before the JSON.
  'script/state.json': `window.STATE = {"config_hash": "${H}", "data_hash": null};`,
  'script/jsonp.json': `callback({"config_hash": "${H}", "schema_version": "2"})`,
  'script/prefix.json': `)]}',\n{"config_hash": "${H}", "data_hash": null}`,
  'script/module.json': `export default {"dlm_sha256": "${H}", "lock_version": 2}`,
  'log/app.json': `2026-03-01 INFO {"config_hash": "${H}", "data_hash": null}\n`,
  'log/app.lock': `[2026-03-01] {"config_hash": "${H}", "data_hash": null}\n`,
  'log/sequence.json': `\u001e{"config_hash": "${H}", "data_hash": null}\n\u001e{"a": 1}\n`,
  'yaml/values.lock': `config: {"config_hash": "${H}", "data_hash": null}\n`,
  'toml/tool.lock': `[[package]]\nmeta = {"config_hash": "${H}", "data_hash": null}\n`,
  // Cut in the middle of a list or an object.
  'cut/index.json': `{"entries":[{"config_hash":"${H}","path":"a"},{"data_hash":null`,
  'cut/runs.json': `{"runs":{"a":{"config_hash":"${H}"},"b":{"metrics":{}},"c":{"env":{`,
  'cut/matrix.json':
    '{"matrix":{"combo":{"os":"x"}},"steps":[{"exit_code":0},{"combos":[{"eval_name":"e","total_samples":1,"fingerprint":null',
  'cut/model.json': `{"models":[{"dlm_sha256":"${H}","size":3},{"hardware_tier":"gold"},{"n`,
  'cut/archive.json': `{"files":[{"source_path":"a.ts","kynml_version":null}],"meta":{"schema_version":"2","x`,
  'cut/export.json': `{"rows":[{"config_hash":"${H}","data_hash":null},{"name":"`,
};

// Valid JSON of other programs.
const valid: Readonly<Record<string, string>> = {
  // A fingerprint of a build, a release or a device.
  'build/build.json': `{"fingerprint":{"config_hash":"v1-abc","git_sha":"${SHA1}"},"artifacts":["a.whl"]}`,
  'build/release.json': `{"fingerprint":{"config_hash":"sha256:${H}","git_sha":"${SHA1}","python":"3.11"},"metrics":{}}`,
  'build/gitlab.json': '{"fingerprint":{"config_hash":"1a2b3c4d5e6f7081","git_sha":"0a1b2c3d"},"image":"app:1"}',
  'build/stamp.json': `{"fingerprint":{"config_hash":"${H}","git_sha":"${SHA1}","git_dirty":false,"builder":"ci"}}`,
  'build/service.json': '{"fingerprint":{"config_hash":"x","endpoint_summary":{"healthy":3}},"service":"api"}',
  'build/domain.json': '{"fingerprint":{"config_hash":"x","git_sha":"y","domain":"example.com"}}',
  'build/null.json': '{"fingerprint":{"config_hash":null,"git_sha":null},"version":4}',
  'harness/string.json': `{"eval_name":"mmlu","total_samples":10,"fingerprint":"fp_${SHA1}"}`,
  'harness/averages.json': '{"eval_name":"mmlu","total_samples":10,"summary_metrics":["acc","f1"]}',
  'harness/counts.json': '{"eval_name":"mmlu","total_samples":10,"sample_results":42}',
  // A schema with the same file name.
  'quote/lock.json': '{ "x": [1],\n  "y: {\n    "dlm_sha256": "a", "lock_version": 1\n  }\n}\n',
  'quote/report.json':
    '{\n  "z: {\n    "fingerprint": {"config_hash": "a", "git_sha": "b", "git_dirty": false}\n  }\n}\n',
  'domain/commit.json': '{"fingerprint":{"domain":"eval","git_sha":"x"}}',
  'domain/certificate.json': '{"fingerprint":{"domain":"eval","config_hash":"x"},"certificate":"y"}',
  'goldens/pets.json': '{"lock_version":1,"goldens":[],"updated_at":"x","name":"golden retrievers"}',
  'schema/suite.json': '{"$schema":"./schemas/eval-report.schema.json","suite":"x","passed":4}',
  'schema/named.json': '{"$schema":"./eval-report.schema.json","eval_name":"x","passed":4}',
  'schema/acme.json':
    '{"$schema":"https://acme.org/schemas/experiment-manifest.schema.json","title":"A/B","variants":[]}',
  'schema/abtest.json':
    '{"$schema":"https://acme.org/experiment-manifest.schema.json","experiment_id":"x","params":{},"env":{},"git":{}}',
  'schema/mutex.json': '{"$schema":"https://acme.org/dlm-lock.schema.json","holder":"node-3","ttl":30}',
  'schema/lease.json': '{"$schema":"../dlm-lock.schema.json","lock_version":7,"seed":1,"created_at":"now"}',
  'schema/golden.json': '{"$schema":"./dlm-golden-index.schema.json","images":["a.png"]}',
  'schema/goldens.json': '{"$schema":"./dlm-golden-index.editor.json","goldens":["a.png"]}',
  // Experiments and provenance.
  'experiment/synthetic.json': '{"data_provenance":{"kind":"synthetic"},"experiment_id":"e","params":{},"env":{}}',
  'experiment/s3.json':
    '{"experiment_id":"x","git":{},"data_provenance":"s3","params":{},"owner":"me","timestamp_utc":"x"}',
  'experiment/second.json':
    '{"manifest_schema_version":2,"data_provenance":[],"experiment_id":"e","params":{},"env":{},"steps":[]}',
  'experiment/semver.json':
    '{"manifest_schema_version":"1.4.0","data_provenance":{},"experiment_id":"e","params":{},"git":"main"}',
  'experiment/lab.json':
    '{"data_provenance":"LIMS","experiment_id":7,"env":"lab","git":null,"params":[],"timestamp_utc":0}',
  // Results of jobs with parameters.
  'jobs/running.json': '[{"run_id":"a","params":{"lr":0.1},"status":"RUNNING","exit_code":null}]',
  'jobs/ansible.json': '{"results":[{"params":{"host":"a"},"returncode":0,"stdout":""}]}',
  'jobs/ci.json': '[{"name":"test","params":{"node":"22"},"exit_code":1,"duration_ms":93}]',
  'jobs/deploy.json': '{"results":[{"params":{"ns":"a"},"script":"deploy.sh","returncode":0,"stderr":""}]}',
  'jobs/kube.json':
    '{"results":[{"params":{"ns":"a"},"returncode":0,"manifest":{"apiVersion":"v1","kind":"Pod","metadata":{}}}]}',
  'jobs/maven.json': '{"results":[{"params":{"goal":"test"},"exit_code":0,"manifest":"META-INF/MANIFEST.MF"}]}',
  'jobs/sandbox.json': '[{"id":1,"params":{"code":"1+1"},"exit_code":"0","manifest":[]}]',
  'jobs/pending.json': '{"combos":[{"combo":{"os":"linux"},"exit_code":null}]}',
  'jobs/pools.json': '[{"combo":{"keys":["ctrl","k"]},"exit_code":"none"}]',
  // Sessions in JSON Lines.
  'session/tls.jsonl': '{"type":"session","fingerprint":{"ja3":"abc","domain":"example.com"}}\n',
  'session/visit.jsonl': '{"type":"session","visitor":"v1","fingerprint":null}\n{"type":"view"}\n',
  'session/replay.jsonl': '{"type":"session","id":"s","fingerprint":null,"user_agent":"x"}\n',
  'session/deploy.jsonl': '{"type":"session","fingerprint":{"git_sha":"abc","browser":"firefox","os":"linux"}}\n',
  'session/cookie.jsonl': '{"type":"session","fingerprint":{"domain":"shop.example","path":"/"}}\n',
  'session/nested.jsonl': `{"type":"session","data":{"fingerprint":{"git_sha":"x"}},}\n`,
  'session/second.jsonl': '{"version":1,}\n{"type":"session","fingerprint":{"git_sha":"x"}}\n',
  'session/unclosed.jsonl': '{"type":"session","meta":{"fingerprint":null\n{"fingerprint":null}\n',
  'session/noise.jsonl': 'start {"type":"session","fingerprint":{"git_sha":"x"}}\n',
};

/** The texts by file name. */
export const foreignTexts: Readonly<Record<string, string>> = { ...broken, ...valid };

/** The beginnings of files of more than 64 MiB. */
export const foreignBeginnings: Readonly<Record<string, string>> = {
  'large/items.json': `{"items":[{"config_hash":"${H}"},{"data_hash":null}],"pad":"${PNG}`,
  'large/events.json': `{"config_hash":"${H}","data_hash":null}\n{"config_hash":"${H}","data_hash":null}\n`,
  'large/images.json': `{"images":[{"png":"${PNG}","fingerprint":{"config_hash":"a","git_sha":"b"}}`,
  'large/jobs.json': `{"jobs":[{"results":[{"combo":{"a":1},"exit_code":0}]},{"goldens":[],"lock_version":1,"updated_at":""}`,
  'large/build.json': `{"fingerprint":{"config_hash":"v1","git_sha":"${SHA1}"},"log":"${PNG}`,
  'large/dump.lock': `-- dump\n{"dlm_sha256":"${H}","lock_version":2}\n`,
  'large/session.jsonl': `{"type":"session","frames":[{"fingerprint":null,"png":"${PNG}`,
};

/** Texts that are saved as UTF-16. */
export const foreignUtf16: Readonly<Record<string, string>> = {
  'utf16/caches.json': `{"caches":[{"config_hash":"${H}"}],"sets":[{"data_hash":"${H}"}]}`,
  'utf16/lines.json': `{"config_hash":"${H}","data_hash":null}\n{"config_hash":"${H}","data_hash":null}\n`,
  'utf16/build.json': `{"fingerprint":{"config_hash":"v1-abc","git_sha":"${SHA1}"}}`,
  'utf16/registry.json': '{"a":{"manifest_schema_version":1},"b":[{"experiment_id":"e","params":{},"git":{}}]}',
  'utf16/pipeline.lock': `// lock\n{"stages":[{"dlm_sha256":"x"}],"meta":{"lock_version":3}}`,
  'utf16/lab.json': '{"data_provenance":{},"experiment_id":"e","params":{},"env":{}}',
  'utf16/visit.jsonl': '{"type":"session","visitor":"v1","fingerprint":null}\n',
  'utf16/suite.json': '{"$schema":"./schemas/eval-report.schema.json","suite":"x","passed":4}',
};
