"""Copies README.md and docs/ into a folder, as the site wants them: what they link to outside of the pages is in the repository,
and a snippet says which file it is from. Usage: site.py REPOSITORY FOLDER VERSION"""

import pathlib
import re
import shutil
import sys

ROOT = pathlib.Path(sys.argv[1]).resolve()
FOLDER = pathlib.Path(sys.argv[2])
VERSION = sys.argv[3]
REPOSITORY = "https://github.com/evenstep/evenstep"
REF = "main" if VERSION.endswith("-SNAPSHOT") else "v" + VERSION

LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)(#[^)]*)?\)")
SNIPPET = re.compile(r"<!-- from ([^ ]+) -->\s*```(\w+)\n")


def link(page, match):
    target = (page.parent / match[1]).resolve()
    anchor = match[2] or ""
    if not target.exists():
        sys.exit(f"{page.relative_to(ROOT)}: {match[1]} is not there")
    if target == ROOT / "README.md":
        return f"]({'../' * (len(page.relative_to(ROOT / 'docs').parts) - 1)}index.md{anchor})"
    if target.suffix == ".md" and target.is_relative_to(ROOT / "docs"):
        return f"]({match[1].removeprefix('docs/') if page.parent == ROOT else match[1]}{anchor})"
    kind = "tree" if target.is_dir() else "blob"
    return f"]({REPOSITORY}/{kind}/{REF}/{target.relative_to(ROOT)}{anchor})"


for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
    text = LINK.sub(lambda match: link(page, match), page.read_text(encoding="utf-8"))
    text = SNIPPET.sub(r'```\2 title="\1"' + "\n", text)
    to = FOLDER / ("index.md" if page.parent == ROOT else page.relative_to(ROOT / "docs"))
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(text, encoding="utf-8")

navigation = (ROOT / ".ci/mkdocs.yml").read_text(encoding="utf-8").split()
missing = [str(page) for page in FOLDER.rglob("*.md") if str(page.relative_to(FOLDER)) not in navigation]
if missing:
    sys.exit(f"not in the navigation of .ci/mkdocs.yml: {missing}")

for module in ["core", "aws", "testkit", "testkit-local"]:
    shutil.copytree(
        ROOT / "shared" / module / "src/main/java",
        FOLDER.parent / "java",
        dirs_exist_ok=True,
        ignore=shutil.ignore_patterns("internal", "module-info.java"),
    )
