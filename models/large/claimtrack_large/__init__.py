"""The large stance model of claimtrack: files only, found by the entry point ``claimtrack_models``."""
