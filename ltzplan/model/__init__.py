"""The plan, its records and their state: frozen data that depends on nothing."""
