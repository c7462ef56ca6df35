"""The policy engine: dated, sourced, versioned parameters of each centre. Data in data/, compiled for a fast start."""
