"""What is deployed and what goes with it: template, package, permissions, font, notices."""
