"""The Markdown of articles and snippets, richer than that of a step: headings, tables, callouts, code, images, videos."""
