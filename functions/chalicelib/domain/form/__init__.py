"""The one form (一表申请): what it holds, in which codes, and what a complete one is."""
