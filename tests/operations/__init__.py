"""Every operation through the public clients, against a sandbox, over HTTP."""
