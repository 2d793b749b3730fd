"""`python -m cleankit.cli` is `cleankit`."""

from cleankit.cli import main

main(prog_name="cleankit")
