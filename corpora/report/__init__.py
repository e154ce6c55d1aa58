"""A release as one page for people: what is covered, what is missing, what is wrong.

The page stands alone. It loads nothing, and a policy in its head forbids it to; what it shows
of a release is text, whatever the text says.
"""
