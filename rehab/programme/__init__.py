"""The rules of the way back and what they are about: pure, with no clock and no database.

``course`` says where somebody stands, ``told`` what they told; ``review`` asks all rules in
their order and answers with changes. Each folder holds the rules of one subject.
"""
