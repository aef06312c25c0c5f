"""Made from a spec.
CONFIG_HASH = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
"""
CONFIG_HASH = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"  # CONFIG_HASH = None


def manifest(path, CONFIG_HASH=CONFIG_HASH):
    CONFIG_HASH = path or CONFIG_HASH
    return {"config_hash": CONFIG_HASH, "text": f"{CONFIG_HASH = }"}


results = {}
results[CONFIG_HASH] = manifest(
    "run_manifest.json",
    CONFIG_HASH=CONFIG_HASH,
)
if CONFIG_HASH == "x": print("CONFIG_HASH = 1")
