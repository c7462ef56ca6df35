"""How fast and how large: `python -m infra.bench` measures, prints the tables of docs/performance.md and, with --write, keeps them."""
