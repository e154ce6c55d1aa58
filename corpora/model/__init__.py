"""What everything here speaks of: releases, units, entries, and which of them are wanted."""
