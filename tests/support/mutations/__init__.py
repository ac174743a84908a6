"""Wrong replies of a model, made from the right one: every class of mistake, at every place where it applies.

A mutant is a list of changes to the reply's JSON and the words that describe it; what becomes of it is seen in `fates`.
"""

from collections.abc import Callable

from tests.support.mutations.kinds import (
    another_kind,
    eligible_costs,
    mentions,
    outputs,
    parts,
    plan_or_indicator,
    rates,
    subsidy_terms,
)
from tests.support.mutations.names import (
    cut_label,
    headings_swapped,
    identity,
    stages_wrong,
    wrong_heading,
    wrong_label,
    years_swapped,
    years_wrong,
)
from tests.support.mutations.places import (
    cell_to_another_row,
    cell_to_another_table,
    columns_swapped,
    columns_swapped_in_a_row,
    labels_swapped,
    lost_cell,
    lost_row,
    lost_table,
    measures_changed,
    neighbour_in_the_column,
    neighbour_in_the_row,
    repeated_row,
    repeated_table,
    row_order,
    rows_cells_swapped,
)
from tests.support.mutations.prints import (
    digit_id_dropped,
    digit_id_kept,
    digit_lost_or_added,
    digits_transposed,
    id_and_print_apart,
    ids_astray,
    invented,
    sign,
    similar_figure,
    unit,
)
from tests.support.mutations.reply import Mutants, Right
from tests.support.mutations.several import compensating, swapped_twice, two_at_once
from tests.support.mutations.texts import row_of_the_text, term_of_the_text, unread_figure

CLASSES: dict[str, Callable[[Right], Mutants]] = {
    "digit, id kept": digit_id_kept,
    "digit, id dropped": digit_id_dropped,
    "digits transposed": digits_transposed,
    "digit lost or added": digit_lost_or_added,
    "figure of the same or similar digits": similar_figure,
    "id and print apart": id_and_print_apart,
    "ids dropped or off by one": ids_astray,
    "sign": sign,
    "unit of the print": unit,
    "figure from nowhere, a year or a code": invented,
    "figure of the running text": unread_figure,
    "neighbour in the row": neighbour_in_the_row,
    "neighbour in the column": neighbour_in_the_column,
    "term made of the running text": term_of_the_text,
    "row made of the running text": row_of_the_text,
    "cell to another row": cell_to_another_row,
    "cell to another table": cell_to_another_table,
    "row lost": lost_row,
    "cell lost": lost_cell,
    "table lost": lost_table,
    "row or cell repeated": repeated_row,
    "table repeated": repeated_table,
    "order of rows": row_order,
    "names of two rows swapped": labels_swapped,
    "cells of two rows swapped": rows_cells_swapped,
    "two columns swapped in a row": columns_swapped_in_a_row,
    "two columns swapped": columns_swapped,
    "another measure": measures_changed,
    "years swapped": years_swapped,
    "another year": years_wrong,
    "another stage": stages_wrong,
    "another name": wrong_label,
    "name cut or glued": cut_label,
    "another heading": wrong_heading,
    "headings swapped": headings_swapped,
    "head of the sheet": identity,
    "row in a table of another kind": another_kind,
    "plan and indicator": plan_or_indicator,
    "rate": rates,
    "terms of a subsidy": subsidy_terms,
    "eligible cost": eligible_costs,
    "parts of an item": parts,
    "set aside as mentions": mentions,
    "set aside as outputs": outputs,
    "two figures with the same sum": compensating,
    "swapped in several places": swapped_twice,
    "two mistakes at once": two_at_once,
}
"""The classes of mistakes, in the order of the report."""

NAMES = frozenset({
    "names of two rows swapped", "another name", "name cut or glued", "another heading", "headings swapped",
})  # fmt: skip
"""Classes of wrong names over right figures: the print puts them right where the layout reader reads the table."""
