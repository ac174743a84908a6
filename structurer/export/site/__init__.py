"""A static site of the records that may be published: read-only pages that open from the disk, with what was published in a list."""
