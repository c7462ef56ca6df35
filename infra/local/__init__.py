"""The local stack: the template that deploys, on moto in one process, with its partners beside it and roles enforced."""
