"""Exchange formats of units: streams that never hold more than a few units in memory."""
