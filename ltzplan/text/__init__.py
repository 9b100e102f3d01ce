"""Every sentence that ltz says: a folder a language, a file a screen, each a table `SAYS` of keys and sentences."""
