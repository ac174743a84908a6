"""The correction loop in a browser: `structurer serve`. The only importer of fastapi, starlette and uvicorn.

Pages are rendered here, forms post back, every step is saved as a revision of its own. What a page shows is `structurer.report.page`'s.
"""
