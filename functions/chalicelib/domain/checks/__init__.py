"""The checks (核验): what each agency is asked, what its answer means, and what all answers together come to."""
