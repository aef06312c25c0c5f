import hashlib
CONFIG_HASH = hashlib.sha256(b"x").hexdigest()
