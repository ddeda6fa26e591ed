"""The large stance model of claimtrack: files only, found by its ``claimtrack_models`` entry."""
