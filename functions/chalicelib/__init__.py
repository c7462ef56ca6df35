"""Anju (安居): a provident-fund home loan as one thing. The folders are the architecture; see docs/architecture.md."""
