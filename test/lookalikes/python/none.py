CONFIG_HASH = None
if True:
    CONFIG_HASH = "x"
