"""The way back to running: the gate before it, the ladder, and then week by week.

``locks`` says why there is no running yet and opens it, ``gate`` holds the list for that;
``ladder`` moves somebody by how runs went; ``weeks`` plans a week within its ``ceilings``.
"""
