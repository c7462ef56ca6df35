"""What applicants do, and the window on their behalf."""
