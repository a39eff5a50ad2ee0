"""The MkDocs plugin: everything that knows MkDocs and Material is in this module and in `theme/`."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Literal

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # read when the theme loads

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from rodtrad.project import find_root
from rodtrad.site import families, searching
from rodtrad.site.frame import frame
from rodtrad.site.making import Making, make
from rodtrad.site.page import Page, TocItem

THEME = Path(__file__).parent / "theme"

UNUSED = re.compile(r"sitemap\.xml|.*\.map|assets/javascripts/(?:lunr|workers)/.*")
"""Files of the theme that belong to what we have turned off."""


class Options(Config):
    """What `mkdocs.yml` may say under the plugin's name."""

    search = config_options.Type(bool, default=True)
    """Build the search index."""


class RodtradPlugin(BasePlugin[Options]):
    """Makes pages from documents and hands them to MkDocs finished."""

    def __init__(self) -> None:
        self.serving = False
        self.root = Path()
        self.pages: dict[str, Page] = {}
        self.made: Making | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Point MkDocs at our theme, our navigation and nothing else."""
        root = find_root(Path(config.docs_dir))
        if root is None:
            raise PluginError("rodtrad: found no `content` folder with documents at or above docs_dir")
        self.root = root
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(0, str(THEME))
        config.theme.static_templates.discard("sitemap.xml")  # dated by the clock
        config.nav = [{entry.title: f"{entry.path}index.md"} for entry in families.navigation()]
        for name in ("assets/rodtrad.css",):
            if name not in config.extra_css:
                config.extra_css.append(name)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave only the theme's files and images, and add a file for each page."""
        self.made = make(self.root, config.site_url or "", serving=self.serving)
        self.pages = {f"{page.path}index.md": page for page in self.made.pages}
        ours = [f for f in files if _is_kept(f, config.docs_dir)]
        in_navigation = {entry.path for entry in families.navigation()}
        for uri, page in self.pages.items():
            file = File.generated(config, uri, content="")
            file.inclusion = InclusionLevel.INCLUDED if page.path in in_navigation else InclusionLevel.NOT_IN_NAV
            ours.append(file)
        return Files(ours)

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Set the title and meta data; the text itself never passes through Python-Markdown."""
        ours = self.pages[page.file.src_uri]
        page.title = ours.title
        page.meta = {"title": ours.title, "description": ours.description}
        return ""

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Hand over the finished body and its table of contents."""
        ours = self.pages[page.file.src_uri]
        page.toc = TableOfContents([_link(item, 1) for item in ours.toc])
        assert self.made is not None
        return frame(ours, self.made.site)

    def on_page_context(
        self, context: dict[str, Any], *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> dict[str, Any]:
        """Give the templates our page and the section it belongs to."""
        context["rodtrad"] = {"page": (ours := self.pages[page.file.src_uri]), "section": section_of(ours.path)}
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """`autocomplete` is not allowed on checkboxes; the theme writes it in a place that no template can reach."""
        return output.replace(' autocomplete="off">\n', ">\n", 2)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Index the finished pages for the search, and put the feed beside them."""
        out = Path(config.site_dir)
        if self.config.search:
            searching.index(out)
        _publish(self.root, out, config.site_url or "")


def _is_kept(file: File, docs_dir: str) -> bool:
    """Of the authors' files only images are copied; of the theme's, those that are used."""
    if file.src_dir == docs_dir:
        return file.src_uri.startswith("bilder/")
    return not UNUSED.fullmatch(file.src_uri)


def section_of(path: str) -> str:
    """Path of the navigation entry that a page belongs to; "" when to none."""
    return max((e.path for e in families.navigation() if path.startswith(e.path)), key=len, default="")


def _link(item: TocItem, level: int) -> AnchorLink:
    from rodtrad.site.parts import text

    link = AnchorLink(text(item.title), item.id, level)
    link.children = [_link(child, level + 1) for child in item.children]
    return link


def _publish(root: Path, out: Path, address: str) -> None:
    """The feed under `/api/v1/`."""
    try:
        from rodtrad.feed.publish import write
    except ImportError:  # the feed's own packages are optional
        return
    write(root, out / "api" / "v1", environment="acceptance", base=address)
