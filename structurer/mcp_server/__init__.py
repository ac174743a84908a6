"""A server of tools for chat clients, over stdin and stdout: they look at sheets and saved records, and change nothing."""
