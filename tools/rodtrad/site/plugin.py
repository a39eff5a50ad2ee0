"""The MkDocs plugin: everything that knows MkDocs and Material is in this module and in `theme/`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # read when the theme loads

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from rodtrad import feed_writing
from rodtrad.codelists import FOLDER as LISTS
from rodtrad.codelists import lists_of
from rodtrad.crew import Crew
from rodtrad.errors import UsageError
from rodtrad.feed.releases import ReleaseError
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.project import PICTURES, find_root, is_picture
from rodtrad.project import files as files_of
from rodtrad.site import assets, families
from rodtrad.site.frame import frame
from rodtrad.site.making import Press, Written, list_of_pages, write_share
from rodtrad.site.opening import open_site
from rodtrad.site.page import Page, PageError, Site
from rodtrad.site.parts import text
from rodtrad.site.preview import Preview
from rodtrad.site.searching import FOLDER, bundle, index, lexicon
from rodtrad.site.searching.compounds import Splitter
from rodtrad.site.searching.related import Related
from rodtrad.site.shell import Key, Shell, mark, parts_of, section_of

Environment = Literal["production", "acceptance"]

THEME = Path(__file__).parent / "theme"

STYLE, SCRIPT, MODULES = "assets/rodtrad.css", "assets/rodtrad.js", "assets/sok"

UNUSED = re.compile(r"sitemap\.xml|.*\.map|assets/javascripts/.*|assets/images/favicon\.png")
"""Files of the theme that we do without: its scripts, and what belongs to what we have turned off."""

THEME_STYLES = re.compile(r"assets/stylesheets/(?:main|palette)\.\w+\.min\.css")
"""Style sheets of the theme, below our own."""

DEPTHS = range(5)
"""How deep pages may lie."""


class Options(Config):  # type: ignore[no-untyped-call]
    """What `mkdocs.yml` may say under the plugin's name."""

    environment = config_options.Choice(("production", "acceptance"), default="production")
    """Which releases the site and its feed show."""
    code_lists = config_options.Deprecated(
        removed=True, message=f"{{}} says nothing here: put each list beside `content`, as {LISTS}/icd-10-se.tsv"
    )
    search = config_options.Type(bool, default=True)
    """Build the search index."""
    feed = config_options.Type(bool, default=True)
    """Put the feed under `/api/v1/`."""
    comments = config_options.Type(str, default="")
    """Where readers comment: a mailto: or https: address, in which {block}, {version} and {page} are filled in."""
    fill = config_options.Type(bool, default=True)
    """Render the theme once for pages that differ only in their content. The bytes are the same either way."""


class RodtradPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Makes pages from documents and hands them to MkDocs finished."""

    def __init__(self) -> None:
        self.serving = False
        self.preview: Preview | None = None
        self.crew: Crew | None = None
        self.pages: dict[str, Page] = {}
        self.nav: Navigation | None = None
        self.env: jinja2.Environment | None = None
        self.styles: list[str] = []

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
        config.nav = [{"Startsida": "index.md"}, *({e.title: f"{e.path}index.md"} for e in families.navigation())]
        config.extra_css += [STYLE] if STYLE not in config.extra_css else []
        config.extra_javascript += [SCRIPT] if SCRIPT not in map(str, config.extra_javascript) else []
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave only the theme's files and images, and add a file for each page that MkDocs is to render."""
        self.site = self._open(config.site_url or "", config.site_author or "")
        sections = {"", *(entry.path for entry in families.navigation())}
        pages = [] if self.config.fill else [*families.list_pages(self.site), *self._document_pages()]
        self.pages = {f"{page.path}index.md": page for page in pages}
        ours = [file for file in files if _is_kept(file, config.docs_dir, self.root)]
        self.styles = sorted(file.src_uri for file in ours if THEME_STYLES.fullmatch(file.src_uri))
        for path in sorted({*sections, *(page.path for page in pages)}):
            file = File.generated(config, f"{path}index.md", content="")
            file.inclusion = InclusionLevel.INCLUDED if path in sections else InclusionLevel.NOT_IN_NAV
            ours.append(file)
        ours.append(File.generated(config, STYLE, content=assets.style()))
        ours.append(File.generated(config, SCRIPT, content=assets.script()))
        ours += [File.generated(config, f"{MODULES}/{name}", content=text) for name, text in assets.modules()]
        return Files(ours)

    def _open(self, address: str, publisher: str = "") -> Site:
        try:
            library, findings = self._read()
            return open_site(
                *(self.root, library, address, self.config.environment, findings),
                serving=self.serving,
                comments=self.config.comments,
                publisher=publisher,
            )
        except (ReleaseError, UsageError) as error:
            raise PluginError(f"rodtrad: {error}") from error

    def _read(self) -> tuple[Library, Mapping[str, Sequence[Finding]]]:
        if self.serving:
            self.preview = self.preview or Preview(self.root)
            return self.preview.read()
        jobs = None if self.config.fill else 1
        self.crew = Crew(self.root, files_of(self.root), keep=0, jobs=jobs, lists=lists_of(self.root))
        return self.crew.library, {}

    def _document_pages(self) -> list[Page]:
        if self.preview:
            return list_of_pages(self.preview.documents, self.site.library, self.site)
        return self.crew.each(list_of_pages, self.site)[0] if self.crew else []

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Set the title and meta data; the text itself never passes through Python-Markdown."""
        ours = self.pages.get(page.file.src_uri)
        page.meta = {"title": ours.title, "description": ours.description} if ours else {}
        return ""

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Say where the finished body goes."""
        return mark("CONTENT")

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.nav = nav
        return nav

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        self.env = env
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the templates our sections and the one that the page belongs to."""
        return self._context(context, section_of(page.file.src_uri.removesuffix("index.md")))

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The same for pages of the theme itself, such as 404.html."""
        return self._context(context, "")

    def _context(self, context: TemplateContext, section: str) -> TemplateContext:
        ours = {
            "section": section,
            "navigation": families.navigation(),
            "footer": families.footer(),
            "styles": self.styles,
            "feed": self.config.feed and not self.serving,
        }
        context["rodtrad"] = ours  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Fill in the page's own head and table of contents; MkDocs writes no page that we shall fill ourselves."""
        ours = self.pages.get(page.file.src_uri)
        if ours is None:
            return ""
        content = frame(ours, self.site)
        return Shell.cut(_dense(output)).fill(parts_of(ours, config.site_name, self.site.address, content))

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Pages of the theme itself have nothing to fill in but a title."""
        return Shell.cut(_dense(output_content)).fill({"TITLE": f"Sidan finns inte – {text(config.site_name)}"})

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages that only differ in content, index them all, and put the feed beside them."""
        out = Path(config.site_dir)
        kept = self.preview.kept if self.preview else {}
        related = Related(Splitter.of(self.site.library)) if self.config.search and not kept else None
        press = Press(self.site, self._shells(config), config.site_name, out, related)
        try:
            with feed_writing.writing(out):
                plan = self._plan(out, config.site_url)
                written = self._write(press, plan)
                if plan:
                    feed_writing.finish(plan, self.site.library, [one.feed for one in written if one.feed])
        except (PageError, ReleaseError, UsageError) as error:
            raise PluginError(f"rodtrad: {error}") from error
        if self.preview and self.config.search:
            bundle.put_back(kept, out)
            self.preview.kept = kept or bundle.keep(out)

    def _write(self, press: Press, plan: feed_writing.Plan | None) -> list[Written]:
        """Write what MkDocs has not written, the feed beside it, and the index of everything."""
        if press.related:
            bundle.clear(press.out)
        collector = press.collector()
        written = []
        if collector:
            collector.take(press.said(page) for page in self.pages.values())
        if self.config.fill:
            press.write(press.finish(families.list_pages(self.site)), collector)
        press.put(families.list_files(self.site))
        if self.preview and self.config.fill:
            self.preview.write(press, collector)
        if self.crew:
            written = self.crew.each(write_share, press.bare if self.config.fill else None, plan)
            self.crew.close()  # the index needs the memory
        if collector:
            home = press.out / FOLDER
            shares = [collector.share(home), *(one.said for one in written if one.said)]
            index.write(shares, home)
            lexicon.write(self.site.library, shares, home)
        return written

    def _plan(self, out: Path, address: str | None) -> feed_writing.Plan | None:
        """The feed under `/api/v1/`, and the working texts apart from it; None where it is not wanted."""
        if not self.config.feed or self.serving:
            return None
        environment: Environment = "acceptance" if self.config.environment == "acceptance" else "production"
        base = feed_writing.address(address) if address else None
        return feed_writing.begin(self.root, out, environment=environment, base=base)

    def _shells(self, config: MkDocsConfig) -> dict[Key, Shell]:
        """The theme's template for every depth and section, rendered as MkDocs renders a page."""
        assert self.env is not None
        assert self.nav is not None
        template = self.env.get_template("main.html")
        found: dict[Key, Shell] = {}
        for section in ("", *(entry.path for entry in families.navigation())):
            for depth in DEPTHS:
                if depth < section.count("/"):
                    continue
                path = section + "x/" * (depth - section.count("/"))
                page = MkDocsPage(None, File.generated(config, f"{path}index.md", content=""), config)
                page.meta = {}
                page.content = mark("CONTENT")
                context = self._context(get_context(self.nav, [], config, page), section)
                found[depth, section] = Shell.cut(_dense(template.render(context)))
        return found

    def on_build_error(self, *, error: Exception) -> None:
        if self.crew:
            self.crew.close()


def _dense(output: str) -> str:
    """Without the template's blank lines and indents, a tenth of a small page."""
    return re.sub(r"\n\s+", "\n", output.strip()) + "\n"


def _is_kept(file: File, docs_dir: str, root: Path) -> bool:
    """Of the authors' files only pictures are copied; of the theme's, those that are used."""
    if file.src_dir == docs_dir:
        return file.src_uri.startswith(f"{PICTURES}/") and is_picture(root, f"content/{file.src_uri}")
    return not UNUSED.fullmatch(file.src_uri)
