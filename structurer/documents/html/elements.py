"""The elements of HTML that end a line before and after them, and those a table is made of."""

TABLE = frozenset(["table", "thead", "tbody", "tfoot", "tr", "td", "th", "col", "colgroup"])
BLOCKS = TABLE - {"col", "colgroup"} | frozenset(
    ["address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
     "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main",
     "menu", "nav", "ol", "optgroup", "option", "p", "pre", "section", "summary", "textarea", "ul"]
)  # fmt: skip
