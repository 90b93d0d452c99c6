"""Names across spellings and scripts: how alike two are, and which are held to be one."""
