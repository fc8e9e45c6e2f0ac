"""The campaign's pages. Views read by `queries` and write by `services`, nothing else."""
