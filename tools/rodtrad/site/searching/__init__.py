"""The search: an index in Pagefind's form, made while the pages are written and never holding more than their words.

Pagefind's own program reads every page at once: a gigabyte for 4,000 pages, and a third of a whole build. Here it only
says what each word is called in the index, and gives the part that runs in the browser (`vocabulary`).
"""

FOLDER = "pagefind"
"""Where the index lies on the site."""
