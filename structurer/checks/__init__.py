"""The checks: what must hold of a sheet, who is to blame where it does not, and the verdict. `every` holds all of them."""
