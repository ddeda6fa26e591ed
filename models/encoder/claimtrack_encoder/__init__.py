"""The encoder of claimtrack: files only, found through the entry point ``claimtrack_models``."""
