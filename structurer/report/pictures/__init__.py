"""Pictures of amounts where people look rather than read: plain SVG, each with a table that says the same.

A missing amount is not zero and is never drawn; what cannot be drawn (a negative part of a whole) is said, and stands in the table.
"""
