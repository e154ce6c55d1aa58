"""What a reviewer does to the beads of a release in a store, and how it is taken back."""
