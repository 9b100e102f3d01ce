"""What bare `ltz` says in a workspace."""

SAYS = {
    "home.nobody": "Your name is not set (git config user.name \"Your Name\")",
    "home.at": ", {office} ({where})",
    "home.only_office": "the plan's only office",
    "home.no_office": "No office is set: git config ltz.office OFFICE, one of {offices}",
    "home.waits": "To do: {count}",
    "home.count": "{count}",
    "home.late": "{count}, {late} late",
    "home.all": "All of it: ltz todo. Replace the words in capitals.",
    "home.uncommitted": "{count} {count:file is|files are} in no commit yet, so others do not see {count:it|them}: git add data && git commit -m \"Records\" && git push",
    "home.verbs": "What you do most",
    "home.help": "How it is done: ltz help {verb}; all commands: ltz --help",
    "home.begin": "To begin: ltz init DIR makes a workspace of your own.",
}  # fmt: skip
