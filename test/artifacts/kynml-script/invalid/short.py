CONFIG_HASH = "abc"
