"""What `ltz check` says."""

SAYS = {
    "check.title": "{paper}, as of {day}, made from commit {commit}",
    "check.agrees": "It agrees with its commit and with all that was recorded since.",
    "check.altered": "Altered in the file: {count} {count:place|places}",
    "check.overtaken": "Overtaken by what was recorded since: {count} {count:place|places}",
    "check.uncommitted": "When it was made, {count} {count:file was|files were} not committed; what differs may have stood there.",
    "check.issued": "{paper} ({file}): {said}",
    "check.fine": "agrees",
    "check.no_file": "no file found, checked against the records alone",
    "check.none": "No paper was issued.",
    "check.paragraph": "paragraph {n}",
    "check.at.head": "paragraph {n} at the head of the pages",
    "check.at.foot": "paragraph {n} at the foot of the pages",
    "check.line": "line {n}",
    "check.altered.differs": "{where}: the file says “{stands}”, made from its commit it says “{agrees}”",
    "check.altered.missing": "{where}: the file leaves out “{agrees}”",
    "check.altered.beside": "{where}: the file adds “{stands}”",
    "check.overtaken.differs": "{where}: the commit says “{stands}”, with the records entered since it would say “{agrees}”",
    "check.overtaken.missing": "{where}: with the records entered since it would also say “{agrees}”",
    "check.overtaken.beside": "{where}: with the records entered since it would no longer say “{stands}”",
}  # fmt: skip
