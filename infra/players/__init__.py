"""Those who play the people: they drive samples and made-up applicants through the HTTP API alone."""
