"""Everything the package's learned parts are built with; not shipped."""
