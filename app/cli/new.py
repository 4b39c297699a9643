"""The command `clew new`: a workspace from a template."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from app.models.errors import InputError


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--template", default="blank", metavar="NAME", help="what to begin with, such as lifecycle")
    parser.add_argument("--title", metavar="TITLE", help="the title of the workspace and of its journey")


def run(options: Namespace) -> None:
    """Make a workspace; raises InputError for a title that is empty."""
    from dataclasses import replace

    from app.importers.templates import read_template
    from app.models.ids import new_id
    from app.models.records import Journey, Workspace
    from app.store import create_workspace

    template = read_template(options.template)
    records = template.records
    if options.title is not None:
        title = options.title.strip()
        if not title:
            raise InputError("The title is empty; nothing was made.")
        records = tuple(replace(each, title=title) if isinstance(each, Journey) else each for each in records)
        records = (Workspace(id=new_id(), title=title), *records)
    create_workspace(options.file, records, images=template.images).close()
    print(f"Made {options.file}")
