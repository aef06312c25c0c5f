"""Writes what Python itself makes of some values, for tests that run without Python (test/vectors/vectors.test.ts).

Only the standard library is used. To regenerate, from the root of the repository:

    python3 test/vectors/generate.py

The rules are those of the documents: CONFIG_HASH (KynML, reproducibility), fingerprints (seed document 003), experiment manifests (001) and DLM
locks (002). The closure hash is defined by this tool, not by Python, so it is not here.
"""

import hashlib
import io
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

FOLDER = Path(__file__).parent
sys.set_int_max_str_digits(0)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def hash_str(text):
    return sha256(text.encode("utf-8"))[:16]


def canonical_json(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


STRINGS = ["", "a", "é", "漢", "я", "😀", "'", '"', "'\"", "\\", "\n\r\t\b\f", "\0\x1f\x7f\x80\xa0", "\u2028\u200b\ufeff", "\ud800", "\ue000\uffff"]
NUMBERS = """0 -0 7 -7 12345678901234567890123 7.0 -0.0 0.5 -1.25 1e3 1E-7 1e15 1e16 1e22 1e23 1e-4 1e-5 0.0001 0.00001 0.010 5e-324
1.7976931348623157e308 1e400 -1e400 NaN Infinity -Infinity 9007199254740993 9007199254740993.0 123456789012345680 123456789012345680.0
2.2250738585072014e-308 0e5 -0E-3 1.10 100.0 1e2 3.141592653589793238""".split()
TEXTS = [
    *NUMBERS,
    *(json.dumps(text) for text in STRINGS),
    "null",
    "true",
    "[]",
    "{}",
    '[1, 2.50, "é", null, [true, {}]]',
    '{"b": 1, "a": [1, {"c": null}], "d": {}, "e": []}',
    '{"a": 1, "a": 2, "A": 3}',
    '{"\\ud83d\\ude00": 1, "\\uffff": 2, "\\ud800": 3, "z": 4}',
    '{"__proto__": {"constructor": 1}}',
    '\r\n{ "é" : "\\u00e9" ,\t"x" : "/\\/" }\n',
    "[" * 50 + "1.50" + "]" * 50,
    '{"learning_rate": 1e-3, "layers": [64, 32], "dropout": 0.10, "seed": 42, "note": "it\'s"}',
]


def json_vectors():
    cases = []
    for text in TEXTS:
        value = json.loads(text)
        cases.append(
            {
                "text": text,
                "canonical": canonical_json(value),
                "hash": hash_str(canonical_json(value)),
                "printed": json.dumps(value, sort_keys=True, indent=2),
                "repr": repr(value),
                "type": type(value).__name__,
            }
        )
    return cases


FILES = [
    b"",
    b"model net\n",
    b"a\nb\n",
    b"a\r\nb\r\n",
    b"a\rb\r",
    b"\r\r\n\n\r",
    b"a \t\n ",
    b"\xef\xbb\xbfa\r\n",
    b"a\xef\xbb\xbf",
    b"\xe2\x80\xa8\xe2\x80\xa9\xc2\x85\x0b\x0c\x1c",
    b"a\x00b",
    "é€😀e\u0301".encode(),
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"p\xe9",
]


def config_hash_vectors():
    cases = []
    for data in FILES:
        # Text mode, as open(path, encoding="utf-8") reads a file.
        try:
            text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8").read()
            found = sha256(text.encode("utf-8"))
        except UnicodeDecodeError:
            found = None
        cases.append({"bytes": data.hex(), "configHash": found})
    return cases


GIT = {"sha": "def45678", "dirty": True}


def session(case):
    config = {"model": case["model"], "env": case["env"], "tools": sorted(case["tools"])}
    if case["systemPrompt"]:
        config["system_prompt_hash"] = hash_str(case["systemPrompt"])
    return {
        "config_hash": hash_str(canonical_json(config)),
        "git_sha": GIT["sha"],
        "git_dirty": GIT["dirty"],
        "domain": "session",
        "model": case["model"],
        "env": case["env"],
        "tools": sorted(case["tools"]),
    }


def evaluation(case):
    config = json.loads(case["config"])
    endpoint = {key: value for key, value in config["endpoint"].items() if key != "api_key"}
    hashed = {"endpoint": endpoint, "score_fn": config["score_fn"], "prepare_messages": config["prepare_messages"]}
    if config.get("environment_factory"):
        hashed["environment_factory"] = config["environment_factory"]
    hashed["max_samples"] = config["max_samples"]
    if config.get("handle_stop"):
        hashed["handle_stop"] = config["handle_stop"]
    dataset = case["dataset"]
    if dataset:
        hashed["dataset_checksum"] = dataset["checksum"]
        hashed["dataset_path"] = dataset["path"]
    return {
        "config_hash": hash_str(canonical_json(hashed)),
        "git_sha": GIT["sha"],
        "git_dirty": GIT["dirty"],
        "domain": "eval",
        "endpoint_summary": f"{endpoint['provider']}/{endpoint['model']}",
        "tools": config.get("tools") or [],
        "dataset_path": dataset["path"] if dataset else None,
    }


def short(fingerprint):
    dirty = "*" if fingerprint.get("git_dirty") else ""
    return f"{fingerprint.get('config_hash', '????????')[:8]}@{fingerprint.get('git_sha', 'unknown')}{dirty}"


SESSIONS = [
    {"model": "m", "env": "e", "tools": [], "systemPrompt": None},
    {"model": "claude", "env": "é😀", "tools": ["b", "a", "B", "😀", "\uffff"], "systemPrompt": "You are\n\"x\"."},
    {"model": "", "env": "", "tools": ["a", "a"], "systemPrompt": ""},
]
ENDPOINT = '"endpoint": {"provider": "p", "model": "m\\u00e9", "temperature": 0.70, "api_key": "k", "max_tokens": 1e3}'
FUNCTIONS = '"score_fn": "evals.gsm8k.score", "prepare_messages": "evals.prepare"'
EVALS = [
    {"config": f'{{{ENDPOINT}, {FUNCTIONS}, "max_samples": null}}', "dataset": None},
    {
        "config": f'{{{ENDPOINT}, {FUNCTIONS}, "max_samples": 10, "tools": ["b", "a"], "environment_factory": "m.<lambda>", "handle_stop": "m.stop"}}',
        "dataset": {"path": "data/gsm8k.jsonl", "checksum": hash_str("rows")},
    },
    {"config": f'{{{ENDPOINT}, {FUNCTIONS}, "max_samples": 1.0, "tools": null, "handle_stop": ""}}', "dataset": {"path": "x", "checksum": "missing"}},
]
SHORTS = [
    "{}",
    '{"config_hash": "a1b2c3d4e5f60718", "git_sha": "def45678", "git_dirty": true}',
    '{"config_hash": "", "git_sha": "", "git_dirty": false}',
    '{"config_hash": "😀😀😀😀😀😀😀😀😀", "git_sha": null, "git_dirty": "no"}',
    '{"config_hash": "ffff", "git_sha": 1e5, "git_dirty": 0.0}',
    '{"config_hash": "ffffffffff", "git_sha": true, "git_dirty": [0]}',
]


def fingerprint_vectors():
    return {
        "git": GIT,
        "hashStr": [{"text": t, "hash": hash_str(t)} for t in STRINGS if t != "\ud800"],
        "sessions": [{**case, "fingerprint": session(case)} for case in SESSIONS],
        "evals": [{**case, "fingerprint": evaluation(case)} for case in EVALS],
        "short": [{"fingerprint": text, "short": short(json.loads(text))} for text in SHORTS],
        "paths": [{"path": p, "str": str(Path(p))} for p in ["a", "./a", "a//b/", "/", "//a", "///a", "", ".", "a/../b"]],
    }


LOCK = {
    "lock_version": 1,
    "created_at": "2026-04-19T17:30:00",
    "dlm_id": "01HRZYQ2X0MB5K4VN7E9DNT5GH",
    "dlm_sha256": "0" * 64,
    "base_model_revision": "12fd25f77366fa6b3b4b768ec3050bf629380bac",
    "base_model_sha256": None,
    "hardware_tier": "mps",
    "seed": 42,
    "determinism_class": "best-effort",
    "determinism_flags": {"b": 1.0, "a": [True, None, 1e-7], "é": {}},
    "pinned_versions": {"torch": "2.5.1", "peft": "0.14.0", "llama_cpp": "b8816"},
    "cuda_version": None,
    "rocm_version": None,
    "license_acceptance": None,
    "last_run_id": 3,
    "world_size": 1,
}
LOCKS = [LOCK, {**LOCK, "seed": 10**30, "determinism_flags": {}, "license_acceptance": {"via": "cli_flag", "accepted_at": "2026", "license_url": "https://example.org/é"}}]


def lock_vectors():
    return [{"lock": json.dumps(lock), "text": json.dumps(lock, sort_keys=True, indent=2) + "\n"} for lock in LOCKS]


MANIFESTS = [
    {"now": 0, "id": None, "branch": "main", "params": "{}", "provenance": '{"kind": "synthetic", "seed": 7}'},
    {"now": 1_776_619_800_123, "id": None, "branch": "é/x", "params": TEXTS[-1], "provenance": '{"kind": "synthetic", "seed": -100000000000000000000}'},
    {"now": -62_135_596_800_000, "id": "run 1", "branch": "", "params": '{"x": [1E5, -0, NaN, 1.50]}', "provenance": json.dumps({"kind": "external", "hashes": {"b": "b" * 64, "a": "a" * 64}})},
]


def manifest_vectors():
    cases = []
    for case in MANIFESTS:
        now = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=case["now"])).isoformat()
        git = {"sha": "0123456789abcdef0123456789abcdef01234567", "dirty": False, "branch": case["branch"]}
        env = {"python": "3.11.9 (main)", "platform": "Linux-6.1-x86_64"}
        manifest = {
            "manifest_schema_version": 1,
            "experiment_id": case["id"] if case["id"] is not None else f"{now}_{git['sha'][:8]}",
            "timestamp_utc": now,
            "git": git,
            "env": env,
            "params": json.loads(case["params"]),
            "data_provenance": json.loads(case["provenance"]),
            "pytyche": {},
        }
        cases.append({**case, "git": git, "env": env, "text": json.dumps(manifest, indent=2, sort_keys=True) + "\n"})
    return cases


VECTORS = {
    "json": json_vectors,
    "configHash": config_hash_vectors,
    "fingerprints": fingerprint_vectors,
    "dlmLock": lock_vectors,
    "experiment": manifest_vectors,
}

for name, make in VECTORS.items():
    text = json.dumps(make(), indent=2, ensure_ascii=True, allow_nan=False) + "\n"
    (FOLDER / f"{name}.json").write_text(text, encoding="ascii", newline="\n")
