"""Partial gaps: a clause that one side of a bead has and the other lacks.

Each token of a side is judged by how well the other side accounts for it and its neighbours
(`missing`); the clauses that together lack most are the candidate (`clauses`), and what
removing them would change says how sure it is (`search`).
"""
