"""What each command prints or draws for people."""
