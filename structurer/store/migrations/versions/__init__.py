"""The revisions. What stands here has been run in stores that are in use: add to them, change none."""
