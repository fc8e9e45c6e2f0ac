"""The checks of a pack, one file a subject. Each takes the ground and notes its faults there."""
