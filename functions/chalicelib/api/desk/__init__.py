"""What reviewers and supervisors do."""
