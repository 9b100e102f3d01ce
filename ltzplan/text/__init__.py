"""Every sentence that ltz says, Chinese and English side by side."""
