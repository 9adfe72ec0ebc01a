#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that a built program loads no library of a forbidden kind, not even through another library.

    check_links.py build/release/bin/mirrorscope-cli --forbid libQt
"""

import argparse
import subprocess
import sys


def forbidden_libraries(listing: str, forbidden: str) -> list[str]:
    """The libraries in the output of ldd whose name starts so."""
    names = [line.split()[0].rsplit("/", 1)[-1] for line in listing.splitlines() if line.strip()]
    return sorted(name for name in names if name.startswith(forbidden))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--forbid", required=True, metavar="PREFIX", help="start of the library name, such as libQt")
    arguments = parser.parse_args()
    listing = subprocess.run(["ldd", arguments.program], capture_output=True, text=True)
    if listing.returncode != 0 or "not found" in listing.stdout:
        print(f"{arguments.program}: {listing.stderr or listing.stdout}", file=sys.stderr)
        return 1
    found = forbidden_libraries(listing.stdout, arguments.forbid)
    for name in found:
        print(f"{arguments.program}: loads {name}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
