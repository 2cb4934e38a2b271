"""One module a subject; each comparison runs in a process of its own."""
