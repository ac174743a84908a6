"""`structurer review`: the correction loop in a terminal. `review` decides; here it is shown, and keys are read."""
