"""`python -m cleankit` is the command `cleankit`."""

from cleankit.cli import main

if __name__ == "__main__":
    main(prog_name="cleankit")
