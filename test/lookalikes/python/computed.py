import hashlib
CONFIG_HASH = hashlib.sha256(open("c.yaml", "rb").read()).hexdigest()
