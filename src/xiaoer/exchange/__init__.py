"""What comes in from other systems, and the columnar mart that figures are computed from."""
