"""Commands: a module in this folder is a subcommand. It offers `HELP`, `arguments(parser)` and `run(args) -> int`."""
