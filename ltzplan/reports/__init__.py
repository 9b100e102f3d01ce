"""Questions to a plan and its state; answers without language, colour or width."""
