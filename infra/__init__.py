"""How Anju is deployed, packaged, measured, and stood up on one machine."""
