"""What the labels of budget sheets mean."""
