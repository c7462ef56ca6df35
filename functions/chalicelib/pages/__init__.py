"""The pages (网页) for people, as files: web/ is read here and by nothing else. They ask the API like any other client."""
