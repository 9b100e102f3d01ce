"""Papers as objects without language: one module a kind, each with one function of its name."""
