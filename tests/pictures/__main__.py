"""Make the pictures of README and docs, and those that are looked at before a release: `make pictures`.

The first kind goes to docs/pictures/, the second to build/pictures/. Each is taken in a process of its own, of a real
window on an X server, driven by mouse and key events.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.pictures.shots import SHOTS

ROOT = Path(__file__).parents[2]
DOCS, LOOKS = ROOT / "docs" / "pictures", ROOT / "build" / "pictures"


def take(name: str, folder: Path) -> Path:
    """Take one picture in a process of its own, with a user's folder of its own, and return its path."""
    shot = SHOTS[name]
    out = (DOCS if shot.in_docs else LOOKS) / f"{name}.png"
    out.parent.mkdir(parents=True, exist_ok=True)
    home = folder / name
    home.mkdir()
    own = {f"CLEW_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "STATE", "RUNTIME", "DOCUMENTS")}
    environment = {**os.environ, **own, "QT_SCALE_FACTOR": str(shot.scale)}
    command = [sys.executable, "-m", "tests.pictures.shots", name, str(home), str(out)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=120)
    return out


def main(names: list[str]) -> int:
    """Take the named pictures, all by default."""
    if not shutil.which("pdftoppm"):
        print("poppler's pdftoppm is not installed: pictures of PDF files are left out")
    with tempfile.TemporaryDirectory() as folder:
        for name in names or SHOTS:
            print(take(name, Path(folder)).relative_to(ROOT), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
