"""Papers as blocks: one module a kind, each with one function `KIND_sheet`."""
