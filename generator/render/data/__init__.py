"""The data of a site as files that programs read, each under an address that stays."""
