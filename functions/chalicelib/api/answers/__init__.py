"""Answers, as models: for the OpenAPI document and the tests. Handlers build plain JSON, so a running API loads none."""
