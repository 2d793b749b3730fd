"""Write what is made from code, packs and fixtures; with --check, only say what is outdated (exit code 1).

python -m tools.reference [--check]
"""

import argparse
import sys

from tools.reference import ROOT, outdated


def main() -> int:
    """Write the files that differ from what they would be made now."""
    parser = argparse.ArgumentParser(prog="python -m tools.reference", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; say what is outdated")
    check = parser.parse_args().check
    found = list(outdated())
    for path, content in found:
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        print(
            f"{path.relative_to(ROOT)}: {'outdated; run python -m tools.reference' if check else 'written'}"
        )
    return int(check and bool(found))


if __name__ == "__main__":
    sys.exit(main())
