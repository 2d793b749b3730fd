"""The options of `batch-clean` for articles of pages that keep their shape."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from cleankit.cli.common import refuse_ignored

if TYPE_CHECKING:
    from cleankit.chain import Chain

OPTIONS = (
    click.option(
        "--to",
        type=click.Choice(["text", "markdown"]),
        help="What articles of pages become.  [default: Markdown in a .md file, else text]",
    ),
    click.option("--links", is_flag=True, help="Keep the links of pages in Markdown."),
    click.option("--images", is_flag=True, help="Keep the images of pages in Markdown."),
)


def markdown_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def with_marks(chain: "Chain", output: str | None, to: str | None, *, links: bool, images: bool) -> "Chain":
    """Return the chain that keeps links and images of pages too.

    Leaves with a usage error where no Markdown is written that could have them.
    """
    from cleankit.io.formats import format_of  # with all formats: not for --help

    if to != "markdown" and (to == "text" or output is None or format_of(output)[0] != "markdown"):
        why = "has an effect only on Markdown: give --to markdown, or an output named .md"
        refuse_ignored(("links", "images"), why)
    if not links and not images:
        return chain
    from cleankit.chain import Chain

    page = replace(chain.page, links=links or chain.page.links, images=images or chain.page.images)
    return Chain(chain, page=page)
