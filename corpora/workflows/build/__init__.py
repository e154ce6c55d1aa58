"""Many pairs of documents into a store: aligned side by side, added one by one.

Whoever works - processes here, or a Dask cluster - aligns and checks; only the process that was
started writes into the store. What is in the store already is passed over, so that a build that
was interrupted goes on where it was.
"""
