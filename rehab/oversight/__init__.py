"""What physios read of the runners they treat, and what they do about them.

Each act asks for its reason, is refused to whoever does not treat the runner, and leaves a
row that the runner can see.
"""
