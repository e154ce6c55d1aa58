"""Looking for texts in a store: by a phrase, by meaning, and by what earlier releases said."""
