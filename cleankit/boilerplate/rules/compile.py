"""Compile the shipped packs into one data file.

python -m cleankit.boilerplate.rules.compile          after an edit of cleankit/packs/*.toml
python -m cleankit.boilerplate.rules.compile --check  exit code 1 if the file is not that of the packs
"""

import argparse
import sys

from cleankit.boilerplate.rules.compiled import FILE, PACKS, as_json
from cleankit.boilerplate.rules.packs import Pack, read_pack
from cleankit.errors import ConfigError


def compile_packs() -> str:
    """Return the data file of the packs as they are now. Raises ConfigError for a pack that is not sound."""
    packs = [Pack(path.stem, path.name, path.read_text("utf-8")) for path in sorted(PACKS.glob("*.toml"))]
    read = [(pack.name, pack.digest, read_pack(pack)) for pack in packs]
    for name, _, rules in read:
        if runs := [rule.name for rule in rules if rule.match == "run"]:
            raise ConfigError(
                f"{name}.toml: rule {runs[0]!r}: runs are for packs of sites, not for shipped ones"
            )
    return as_json(read)


def main() -> int:
    """Write the data file, or say whether it is fresh."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    checking = parser.parse_args().check
    fresh = compile_packs()
    if checking:
        if FILE.exists() and FILE.read_text("utf-8") == fresh:
            return 0
        sys.stderr.write(f"{FILE}: not compiled from the packs beside it; run this command without --check\n")
        return 1
    FILE.write_text(fresh, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
