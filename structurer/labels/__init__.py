"""The meaning of the labels of budget sheets."""
