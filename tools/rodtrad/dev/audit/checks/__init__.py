"""What is looked for, a module each; its place is its registration.

A module says `CONTROL` and `DEMAND` (Swedish), and has `look(seen)`, asked of every page in each of `VIEWS`, or
`whole(audit)`, asked once. Both yield faults and measures. `versions(audit)` tells the tools that it used.
"""
